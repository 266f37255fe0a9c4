internal import Credentials

// The hashes were taken from the documents as published; a test compares them, and every term, where those are at hand.
extension BuiltInContexts {
    /// Verifiable credentials, presentations and their status.
    static let dataModel = [
        BuiltInContext(
            "https://www.w3.org/ns/credentials/v2", .table { PackageResources.credentials_v2_terms },
            publishedAs: ["59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"]),
        BuiltInContext(
            "https://www.w3.org/2018/credentials/v1", .table { PackageResources.credentials_v1_terms },
            publishedAs: ["ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc"]),
        BuiltInContext(
            "https://www.w3.org/ns/credentials/status/v1", .table { PackageResources.credentials_status_v1_terms },
            publishedAs: ["fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7"]),
        BuiltInContext(
            "https://w3id.org/vc/status-list/2021/v1", .table { PackageResources.status_list_2021_v1_terms },
            publishedAs: ["6dd06a52bedb771e059c1083ba8ba7848dce22f6b4a8cfa0b98ba3fc188870e4"]),
        BuiltInContext(
            "https://www.w3.org/ns/credentials/examples/v2", .table { PackageResources.credentials_examples_v2_terms },
            publishedAs: ["57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c"]),
        BuiltInContext(
            "https://www.w3.org/2018/credentials/examples/v1",
            .table { PackageResources.credentials_examples_v1_terms },
            publishedAs: ["2070ae4e75bc3b4c2cfe2b8b6e86ec45119672bbb5da283f0399ea96c60a0104"]),
        BuiltInContext(
            "https://www.w3.org/ns/credentials/undefined-terms/v2",
            .table { PackageResources.credentials_undefined_terms_v2_terms },
            publishedAs: ["82dab514ba44eb18f5d1b0f638c5e140c6a556fbfb5089601bdc0fa5eb8b2581"]),
    ]

    /// Open Badges, learner records, and the terms that a micro-credential adds.
    static let openBadges = [
        BuiltInContext(
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            .table { PackageResources.open_badges_3_0_3_terms },
            publishedAs: ["3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"],
            // Without the terms endorsementJwt and jti.
            butNot: ["ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
            .table { PackageResources.open_badges_3_0_2_terms },
            publishedAs: [
                "bba433989e1e700ca60838a3c22378e7d8381aeb0c9590f9ddf84d1714f10296",
                "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53",
            ]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
            .table { PackageResources.open_badges_3_0_1_terms },
            publishedAs: [
                "cfc147db5fd5e3575b06bd471fe04784e92de69296f64a351b8dff0ec3372e9c",
                "d582f3564282fb3b709136d28412e78e70b678b4dbc2f0221f67d84932748355",
            ]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/ob/v3p0/context.json", .table { PackageResources.open_badges_3_0_terms },
            publishedAs: ["b077fa134d909d92c1dcd1c153f2af1b244aeb415967fdc1467d7fc5dd48ac10"]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
            .table { PackageResources.open_badges_extensions_terms },
            publishedAs: ["146f85aa16effd7ca1da8056eb443f53ce1eca8a34186cb062832c0a97d889c3"]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json", .table { PackageResources.clr_2_0_1_terms },
            publishedAs: ["880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6"]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/clr/v2p0/context.json", .table { PackageResources.clr_2_0_terms },
            publishedAs: ["e198d7b517d74c5036434ce495086f67b10244709e9a3df9dcb7f8b1579b6167"]),
        BuiltInContext(
            MicroCredentialContext.url, .document { MicroCredentialContext.document },
            publishedAs: ["6524e29f32113e60cf30f3bd004f87f4c663c5883f23d021a30e70e827a05164"]),
    ]

    /// Proofs and keys.
    static let security = [
        BuiltInContext(
            "https://w3id.org/security/data-integrity/v2", .table { PackageResources.data_integrity_v2_terms },
            publishedAs: ["67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4"]),
        BuiltInContext(
            "https://w3id.org/security/data-integrity/v1", .table { PackageResources.data_integrity_v1_terms },
            publishedAs: [
                "b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554",
                "c6e5073f4bd4bf6d08f245736e6f32c29b012860b18583644b2d71e1de862669",
            ]),
        BuiltInContext(
            "https://w3id.org/security/multikey/v1", .table { PackageResources.multikey_v1_terms },
            publishedAs: ["ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597"]),
        BuiltInContext(
            "https://w3id.org/security/jwk/v1", .table { PackageResources.jwk_v1_terms },
            publishedAs: ["0f14b62f6071aafe00df265770ea0c7508e118247d79b7d861a406d2aa00bece"]),
        BuiltInContext(
            "https://w3id.org/security/suites/ed25519-2020/v1", .table { PackageResources.ed25519_2020_v1_terms },
            publishedAs: ["b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588"]),
        BuiltInContext(
            "https://w3id.org/security/suites/ed25519-2018/v1", .table { PackageResources.ed25519_2018_v1_terms },
            publishedAs: ["166c6abb9e08176cee5f6c87c9c1bbfefa5717da391bcac525e5437f93eab809"]),
        BuiltInContext(
            "https://w3id.org/security/suites/jws-2020/v1", .table { PackageResources.jws_2020_v1_terms },
            publishedAs: ["d648e05ddc6577827ca2bfd5e931f53e9ebc6e52a57a8da81df4ec8c46ffcd1e"]),
        BuiltInContext(
            "https://w3id.org/security/suites/x25519-2019/v1", .table { PackageResources.x25519_2019_v1_terms },
            publishedAs: ["d032497b819ad21259daaa11a1e0ce1153592fb58877751944d6b48768c0bf33"]),
        BuiltInContext(
            "https://www.w3.org/ns/did/v1", .table { PackageResources.did_v1_terms },
            publishedAs: ["adefa50311393eb1bd788a38ac9fe2696c65367928f6996812cd54577394f4da"]),
    ]

    /// Models of others that credentials for learners use.
    static let elsewhere = [
        // Both editions were published at one address.
        BuiltInContext(
            "http://data.europa.eu/snb/model/context/edc-ap", .table { PackageResources.elm_3_3_terms },
            publishedAs: ["528f8a0e86dbbec7db2216c61806e6311feedac77a51d1a38b0a1d49e4c337fb"]),
        BuiltInContext(
            "http://data.europa.eu/snb/model/context/edc-ap", .table { PackageResources.elm_3_2_terms },
            isCurrent: false,
            publishedAs: ["fde0b3fd92e98a8870c173fb98baff361be6dd07e44653a9a5ac6c0fe626b411"]),
        BuiltInContext(
            "https://w3id.org/dcc/v1", .table { PackageResources.dcc_v1_terms },
            publishedAs: ["ff5d1f3f4d6ff079fbf93d76eba7ba41774432272b9f39807a44596d50aa2ab8"]),
        // No copy is known byte for byte as published.
        BuiltInContext(
            "https://w3id.org/citizenship/v4rc1", .table { PackageResources.citizenship_v4rc1_terms },
            publishedAs: []),
    ]
}
