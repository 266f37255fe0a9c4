// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled under the same rules: Swift 6, warnings are errors, unsafe code is marked.
let rules: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "testamur",
    defaultLocalization: "en",
    products: [
        .library(name: "Encodings", targets: ["Encodings"]),
        .library(name: "Cryptography", targets: ["Cryptography"]),
    ],
    targets: [
        // C boundary: a module map each, nothing else.
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

        // Bytes.
        .target(name: "Encodings", swiftSettings: rules),
        .target(name: "Cryptography", dependencies: ["COpenSSL", "Encodings"], swiftSettings: rules),
        .target(name: "YAMLDocuments", dependencies: ["CYAML"], swiftSettings: rules),
        .target(name: "Storage", swiftSettings: rules),

        // Statement: what a credential says.
        .target(
            name: "Credentials", dependencies: ["Cryptography", "Encodings"],
            resources: [.embedInCode("Catalogue/en.json"), .embedInCode("Catalogue/nl.json")], swiftSettings: rules),

        // Proof.
        .target(name: "Proofs", dependencies: ["Credentials", "Cryptography", "Encodings"], swiftSettings: rules),

        // Tests.
        .target(name: "TestSupport", dependencies: ["Encodings"], path: "Tests/Support", swiftSettings: rules),
        .testTarget(name: "EncodingsTests", dependencies: ["Encodings", "TestSupport"], swiftSettings: rules),
        .testTarget(
            name: "CryptographyTests", dependencies: ["Cryptography", "Encodings", "TestSupport"], swiftSettings: rules),
        .testTarget(
            name: "CredentialsTests", dependencies: ["Credentials", "Cryptography", "Encodings", "TestSupport"],
            swiftSettings: rules),
        .testTarget(
            name: "ProofsTests", dependencies: ["Credentials", "Cryptography", "Encodings", "Proofs", "TestSupport"],
            swiftSettings: rules),
        .testTarget(name: "YAMLDocumentsTests", dependencies: ["YAMLDocuments"], swiftSettings: rules),
        .testTarget(
            name: "StorageTests", dependencies: ["Storage", "StorageSubject", "TestSupport"], swiftSettings: rules),
        .executableTarget(
            name: "StorageSubject", dependencies: ["Storage"], path: "Tests/StorageSubject", swiftSettings: rules),
    ],
    swiftLanguageModes: [.v6]
)
