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

/// The JSON-LD contexts that are built in, each written as a table of terms.
let contextTables = [
    "citizenship-v4rc1", "clr-2.0", "clr-2.0.1", "credentials-examples-v1", "credentials-examples-v2",
    "credentials-status-v1", "credentials-undefined-terms-v2", "credentials-v1", "credentials-v2", "data-integrity-v1",
    "data-integrity-v2", "dcc-v1", "did-v1", "ed25519-2018-v1", "ed25519-2020-v1", "elm-3.2", "elm-3.3", "jwk-v1",
    "jws-2020-v1", "multikey-v1", "open-badges-3.0", "open-badges-3.0.1", "open-badges-3.0.2", "open-badges-3.0.3",
    "open-badges-extensions", "status-list-2021-v1", "x25519-2019-v1",
]

let package = Package(
    name: "testamur",
    defaultLocalization: "en",
    products: [
        .library(name: "Encodings", targets: ["Encodings"]),
        .library(name: "Cryptography", targets: ["Cryptography"]),
        .library(name: "LinkedData", targets: ["LinkedData"]),
    ],
    traits: [
        .trait(name: "PostgreSQL", description: "Registers on a PostgreSQL server, through libpq.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // C boundary: a module map each, nothing else.
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        // A header alone: the driver of a device is loaded when it is named.
        .systemLibrary(name: "CPKCS11", providers: [.apt(["libp11-kit-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),
        // Headers alone: what the C library has, and Swift cannot call.
        .systemLibrary(name: "CProcess"),
        .systemLibrary(name: "CConfinement"),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CZBar", pkgConfig: "zbar", providers: [.apt(["libzbar-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng16", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
        .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),

        // Bytes.
        .target(name: "Encodings", dependencies: ["CZlib"], swiftSettings: rules),
        .target(name: "Cryptography", dependencies: ["COpenSSL", "Encodings"], swiftSettings: rules),
        .target(name: "YAMLDocuments", dependencies: ["CYAML"], swiftSettings: rules),
        // What credentials travel in; no C library of images in it, so that whoever only verifies starts none.
        .target(name: "Carriers", dependencies: ["Cryptography", "Encodings"], swiftSettings: rules),
        .target(name: "Storage", swiftSettings: rules),
        // Apart from Storage, because whoever only verifies links no database.
        .target(
            name: "Database",
            dependencies: [
                "CSQLite", .byName(name: "CPostgreSQL", condition: .when(traits: ["PostgreSQL"])), "Cryptography",
                "Encodings", "Storage",
            ],
            swiftSettings: rules),

        // Fetching: what may be fetched, from where and how much of it. No network in it, and no role may import it.
        .target(name: "Retrieval", swiftSettings: rules),

        // Paper: what a page says and how the two programs speak of it, without a library of C.
        .target(name: "PaperExchange", dependencies: ["Encodings"], swiftSettings: rules),
        // Codes, pictures and PDF, made and read; apart, because its libraries are heavy and read what strangers made.
        .target(
            name: "Paper",
            dependencies: [
                "CPNG", "CPango", "CQPDF", "CQREncode", "CTurboJPEG", "CZBar", "Encodings", "PaperExchange",
            ],
            swiftSettings: rules),

        // Statement: what a credential says.
        .target(
            name: "Credentials", dependencies: ["Cryptography", "Encodings"],
            resources: [
                .embedInCode("Catalogue/en.json"), .embedInCode("Catalogue/nl.json"),
                .embedInCode("Catalogue/profile-en.json"), .embedInCode("Catalogue/profile-nl.json"),
                .embedInCode("Catalogue/json-en.json"), .embedInCode("Catalogue/json-nl.json"),
                .embedInCode("Catalogue/file-en.json"), .embedInCode("Catalogue/file-nl.json"),
                .embedInCode("OpenBadges/micro-credential-context-v1.json"),
            ],
            swiftSettings: rules),

        // Linked data: JSON-LD 1.1 and RDFC-1.0, knowing nothing of credentials.
        .target(name: "LinkedData", dependencies: ["Cryptography", "Encodings"], swiftSettings: rules),

        // Proof.
        .target(
            name: "Proofs", dependencies: ["Credentials", "Cryptography", "Encodings", "LinkedData"],
            resources: contextTables.map { .embedInCode("Contexts/\($0).terms") }, swiftSettings: rules),

        // Keys in devices: apart, so that only who signs with one has a loader of drivers.
        .target(
            name: "HardwareKeys", dependencies: ["CPKCS11", "Cryptography", "Proofs"], swiftSettings: rules),

        // Knowledge: what others said about issuers, signed and pinned.
        .target(
            name: "Registry", dependencies: ["Credentials", "Cryptography", "Encodings", "Proofs"],
            resources: [.embedInCode("Catalogue/en.json"), .embedInCode("Catalogue/nl.json")], swiftSettings: rules),

        // Roles: none imports another.
        .target(
            name: "CredentialVerifier",
            dependencies: [
                "Carriers", "Credentials", "Cryptography", "Encodings", "Proofs", "Registry", "Storage",
                "YAMLDocuments",
            ],
            resources: [
                .embedInCode("Catalogue/en.json"), .embedInCode("Catalogue/nl.json"),
                .embedInCode("Catalogue/carrier-en.json"), .embedInCode("Catalogue/carrier-nl.json"),
                .embedInCode("Catalogue/policy-en.json"), .embedInCode("Catalogue/policy-nl.json"),
            ],
            swiftSettings: rules),
        .target(
            name: "CredentialIssuer",
            dependencies: [
                "Credentials", "Cryptography", "Database", "Encodings", "Proofs", "Registry", "Storage",
                "YAMLDocuments",
            ],
            resources: [
                .embedInCode("Catalogue/specification-en.json"), .embedInCode("Catalogue/specification-nl.json"),
            ],
            swiftSettings: rules),
        .target(
            name: "CredentialWallet",
            dependencies: ["CUTF8Proc", "Credentials", "Cryptography", "Database", "Encodings", "Proofs", "Storage"],
            swiftSettings: rules),

        // Programs.
        .executableTarget(
            name: "testamur",
            dependencies: [
                "CProcess", "Carriers", "CredentialIssuer", "CredentialVerifier", "CredentialWallet", "Credentials",
                "Cryptography", "Database", "Encodings", "HardwareKeys", "PaperExchange", "Proofs", "Registry",
                "Retrieval", "Storage", "YAMLDocuments",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: [
                .embedInCode("Catalogue/en.json"), .embedInCode("Catalogue/nl.json"),
                .embedInCode("Catalogue/keys-en.json"), .embedInCode("Catalogue/keys-nl.json"),
                .embedInCode("Catalogue/trust-en.json"), .embedInCode("Catalogue/trust-nl.json"),
                .embedInCode("Catalogue/fetch-en.json"), .embedInCode("Catalogue/fetch-nl.json"),
                .embedInCode("Catalogue/report-en.json"), .embedInCode("Catalogue/report-nl.json"),
                .embedInCode("Catalogue/wallet-en.json"), .embedInCode("Catalogue/wallet-nl.json"),
                .embedInCode("Catalogue/issuer-en.json"), .embedInCode("Catalogue/issuer-nl.json"),
                .embedInCode("Catalogue/policy-en.json"), .embedInCode("Catalogue/policy-nl.json"),
                .embedInCode("Catalogue/errors-en.json"), .embedInCode("Catalogue/errors-nl.json"),
                .embedInCode("Catalogue/paper-en.json"), .embedInCode("Catalogue/paper-nl.json"),
            ],
            swiftSettings: rules),
        // The only one with a network. Whoever has no libcurl builds the others by name: swift build --product testamur
        .executableTarget(
            name: "testamur-fetch", dependencies: ["CCurl", "Retrieval"],
            resources: [.embedInCode("Usage/en.txt"), .embedInCode("Usage/nl.txt")], swiftSettings: rules),
        // The only one that links Paper. Whoever has no use for paper builds the others by name.
        .executableTarget(
            name: "testamur-paper", dependencies: ["CConfinement", "Carriers", "Paper", "PaperExchange"],
            resources: [.embedInCode("Usage/en.txt"), .embedInCode("Usage/nl.txt")], swiftSettings: rules),
        .executableTarget(
            name: "testamur-benchmark",
            dependencies: [
                "CredentialIssuer", "CredentialVerifier", "CredentialWallet", "Credentials", "Cryptography",
                "Database", "Encodings", "LinkedData", "Proofs", "Registry", "Storage",
            ],
            resources: [.embedInCode("credential.json")], swiftSettings: rules),

        // Tests.
        .target(name: "TestSupport", dependencies: ["Encodings"], path: "Tests/Support", swiftSettings: rules),
        .target(
            name: "DatabaseSupport", dependencies: ["Database", "TestSupport"], path: "Tests/DatabaseSupport",
            swiftSettings: rules),
        .testTarget(
            name: "DatabaseTests",
            dependencies: ["Database", "DatabaseSupport", "Encodings", "Storage", "TestSupport"],
            swiftSettings: rules),
        .testTarget(name: "EncodingsTests", dependencies: ["Encodings", "TestSupport"], swiftSettings: rules),
        .testTarget(
            name: "CarriersTests", dependencies: ["Carriers", "Cryptography", "Encodings", "TestSupport"],
            swiftSettings: rules),
        .testTarget(
            name: "CryptographyTests", dependencies: ["Cryptography", "Encodings", "TestSupport"], swiftSettings: rules),
        .testTarget(
            name: "CredentialsTests", dependencies: ["Credentials", "Cryptography", "Encodings", "TestSupport"],
            swiftSettings: rules),
        .testTarget(
            name: "LinkedDataTests", dependencies: ["Encodings", "LinkedData", "TestSupport"], swiftSettings: rules),
        .testTarget(
            name: "ProofsTests",
            dependencies: ["Credentials", "Cryptography", "Encodings", "LinkedData", "Proofs", "TestSupport"],
            swiftSettings: rules),
        .testTarget(
            name: "HardwareKeysTests",
            dependencies: ["Credentials", "Cryptography", "Encodings", "HardwareKeys", "Proofs", "TestSupport"],
            swiftSettings: rules),
        .testTarget(
            name: "CredentialWalletTests",
            dependencies: [
                "CrashSubject", "CredentialWallet", "Credentials", "Cryptography", "Database", "Encodings", "Proofs",
                "Storage", "TestSupport",
            ],
            swiftSettings: rules),
        .testTarget(
            name: "CredentialIssuerTests",
            dependencies: [
                "CrashSubject", "CredentialIssuer", "Credentials", "Cryptography", "Database", "DatabaseSupport",
                "Encodings", "Proofs", "Registry", "RoleSupport", "Storage", "TestSupport", "YAMLDocuments",
            ],
            swiftSettings: rules),
        .target(
            name: "RoleSupport",
            dependencies: [
                "CredentialIssuer", "Credentials", "Cryptography", "Database", "Encodings", "Proofs", "Storage",
                "TestSupport",
            ],
            path: "Tests/RoleSupport", swiftSettings: rules),
        .executableTarget(
            name: "CrashSubject",
            dependencies: [
                "CredentialIssuer", "CredentialVerifier", "CredentialWallet", "Cryptography", "Database", "Encodings",
                "Proofs", "RoleSupport", "Storage",
            ],
            path: "Tests/CrashSubject", swiftSettings: rules),
        .target(
            name: "TrustSimulator",
            dependencies: ["Credentials", "Cryptography", "Encodings", "Proofs", "Registry", "TestSupport"],
            path: "Tests/TrustSimulator", swiftSettings: rules),
        .testTarget(
            name: "CredentialVerifierTests",
            dependencies: [
                "Carriers", "CrashSubject", "CredentialVerifier", "Credentials", "Cryptography", "Encodings", "Proofs",
                "Registry", "Storage", "TestSupport", "TrustSimulator",
            ],
            swiftSettings: rules),
        .testTarget(
            name: "RegistryTests",
            dependencies: ["Credentials", "Cryptography", "Encodings", "Proofs", "Registry", "TestSupport"],
            swiftSettings: rules),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Carriers", "CredentialIssuer", "CredentialVerifier", "CredentialWallet", "Credentials", "Cryptography",
                "Encodings", "HardwareKeys", "PaperExchange", "Proofs", "Registry", "Retrieval", "Storage",
                "TestSupport",
                "YAMLDocuments", "testamur",
                "testamur-fetch", "testamur-paper", "TrustSimulator",
            ],
            swiftSettings: rules),
        .testTarget(name: "YAMLDocumentsTests", dependencies: ["YAMLDocuments"], swiftSettings: rules),
        .testTarget(
            name: "PaperTests",
            dependencies: ["Carriers", "Encodings", "Paper", "PaperExchange", "TestSupport", "testamur-paper"],
            swiftSettings: rules),
        .testTarget(name: "RetrievalTests", dependencies: ["Retrieval", "TestSupport"], swiftSettings: rules),
        .testTarget(
            name: "StorageTests", dependencies: ["Storage", "StorageSubject", "TestSupport"], swiftSettings: rules),
        .executableTarget(
            name: "StorageSubject", dependencies: ["Storage"], path: "Tests/StorageSubject", swiftSettings: rules),
    ],
    swiftLanguageModes: [.v6]
)
