// YAMLDocuments
