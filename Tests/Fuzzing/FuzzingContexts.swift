import Encodings
import LinkedData

/// The contexts that a fuzzed document can name by address: short names, so that a mutation finds them.
enum FuzzingContexts {
    static let loader = ContextMap(documents)

    private static var documents: [String: JSONDocument] {
        var documents: [String: JSONDocument] = [:]
        for (url, text) in texts {
            guard let document = try? JSONDocument(parsing: Array(text.utf8), limits: .credential) else {
                fatalError("\(url) is no JSON")
            }
            documents[url] = document
        }
        return documents
    }

    private static let texts = [
        // Protected terms, as the contexts of credentials have them.
        "a:base": """
        {"@context":{"@version":1.1,"@protected":true,"id":"@id","type":"@type","name":"a:name",
        "date":{"@id":"a:date","@type":"a:Date"},"link":{"@id":"a:link","@type":"@id"},
        "T":{"@id":"a:T","@context":{"@protected":true,"id":"@id","type":"@type","inner":"a:inner"}},
        "proof":{"@id":"a:proof","@type":"@id","@container":"@graph"}}}
        """,
        // Every container, nested and reversed terms.
        "a:maps": """
        {"@context":{"@version":1.1,"list":{"@id":"a:list","@container":"@list"},"set":{"@id":"a:set",
        "@container":"@set"},"text":{"@id":"a:text","@container":"@language"},"byID":{"@id":"a:byID",
        "@container":"@id"},"byType":{"@id":"a:byType","@container":"@type"},"byIndex":{"@id":"a:byIndex",
        "@container":"@index","@index":"a:key"},"graphs":{"@id":"a:graphs","@container":["@graph","@id"]},
        "json":{"@id":"a:json","@type":"@json"},"nest":"@nest","back":{"@reverse":"a:back"},
        "word":{"@id":"a:word","@type":"@vocab"}}}
        """,
        // Scopes that reach in, or do not, and a vocabulary.
        "a:scopes": """
        {"@context":{"@version":1.1,"@vocab":"a:v#","p":{"@id":"a:p","@context":{"q":"a:q","@language":"nl"}},
        "S":{"@id":"a:S","@context":{"@propagate":true,"r":"a:r"}},"off":{"@id":"a:off","@context":null},
        "loop":{"@id":"a:loop","@context":"a:scopes"}}}
        """,
        "a:import": #"{"@context":{"@version":1.1,"@import":"a:maps","text":{"@id":"a:other"}}}"#,
        "a:ring": #"{"@context":["a:base","a:ring"]}"#,
    ]
}
