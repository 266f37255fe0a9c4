internal import Credentials

// The hashes were taken from the documents as published: SHA-256 of each, then SHA-384 of those that are at hand. A test
// compares them, and every term.
extension BuiltInContexts {
    /// Verifiable credentials, presentations and their status.
    static let dataModel = [
        BuiltInContext(
            "https://www.w3.org/ns/credentials/v2", .table { PackageResources.credentials_v2_terms },
            publishedAs: [
                "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
                "97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa21e138fd38def18cb360133c221aa31d6896a6bf3e65b614",
            ]),
        BuiltInContext(
            "https://www.w3.org/2018/credentials/v1", .table { PackageResources.credentials_v1_terms },
            publishedAs: [
                "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc",
                "82c3b3eab863754bbfd2b9f17d8d6db9f61169f301cbf0b05e1fc4beb5f5c51dd4d2e888c274f49c3fbb2408f61faed1",
            ]),
        BuiltInContext(
            "https://www.w3.org/ns/credentials/status/v1", .table { PackageResources.credentials_status_v1_terms },
            publishedAs: [
                "fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7",
                "ac0ef813833ebd666b6170a61c5adacc6d7d2f5a040d16c2928e8414d4fa07f64d70313021e02bf4f97bdd123ed9a84e",
            ]),
        BuiltInContext(
            "https://w3id.org/vc/status-list/2021/v1", .table { PackageResources.status_list_2021_v1_terms },
            publishedAs: [
                "6dd06a52bedb771e059c1083ba8ba7848dce22f6b4a8cfa0b98ba3fc188870e4",
                "39cf407ecaeb587a59e2e367384219d14e52d5997624ce61bbc9af4a7e4e3f6205e5d100b4c4e6fd1e19bc37046c5194",
            ]),
        BuiltInContext(
            "https://www.w3.org/ns/credentials/examples/v2", .table { PackageResources.credentials_examples_v2_terms },
            publishedAs: [
                "57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c",
                "ccd35b4135824944a2d1b6f3edd6ee6be45c10dbfb0ba16f966609d58f88ef6ec7b0f387773c042cc60ef4ccfaf0cdba",
            ]),
        BuiltInContext(
            "https://www.w3.org/2018/credentials/examples/v1",
            .table { PackageResources.credentials_examples_v1_terms },
            publishedAs: [
                "2070ae4e75bc3b4c2cfe2b8b6e86ec45119672bbb5da283f0399ea96c60a0104",
                "28011554bfae6f952a3bd28a921405b66c1a4d059e70d20cdb2424ca5f8a511a576960d56a70670be362633225122f28",
            ]),
        BuiltInContext(
            "https://www.w3.org/ns/credentials/undefined-terms/v2",
            .table { PackageResources.credentials_undefined_terms_v2_terms },
            publishedAs: [
                "82dab514ba44eb18f5d1b0f638c5e140c6a556fbfb5089601bdc0fa5eb8b2581",
                "b2a66ccddba70ba67ad99c2ff52e60558df0063cea51c4ca886e25d9ea73cfabb878baf92dc2ad2bda26c31391850d68",
            ]),
    ]

    /// Open Badges, learner records, and the terms that a micro-credential adds.
    static let openBadges = [
        BuiltInContext(
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            .table { PackageResources.open_badges_3_0_3_terms },
            publishedAs: [
                "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
                "c58d73edcd2c17e701985f918cc8c684485f2c5399ffbddcacb3de5744f090000f244e5f87292c353298accfb0d894e3",
            ],
            // Without the terms endorsementJwt and jti.
            butNot: ["ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
            .table { PackageResources.open_badges_3_0_2_terms },
            publishedAs: [
                "bba433989e1e700ca60838a3c22378e7d8381aeb0c9590f9ddf84d1714f10296",
                "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53",
                "a447b31e8f6e866d8c6df41f661928823571bd09cd6cd0547ac2fbf5dfca199f5b14ae28b2af2b87c74d3ec1d3e6d32d",
            ]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
            .table { PackageResources.open_badges_3_0_1_terms },
            publishedAs: [
                "cfc147db5fd5e3575b06bd471fe04784e92de69296f64a351b8dff0ec3372e9c",
                "d582f3564282fb3b709136d28412e78e70b678b4dbc2f0221f67d84932748355",
                "acb8cd4635c55885ecc89f33a25dd1750774228b2332e1e46b18f42bcef043aece48cb014416cd087c5762ac09134493",
            ]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/ob/v3p0/context.json", .table { PackageResources.open_badges_3_0_terms },
            publishedAs: [
                "b077fa134d909d92c1dcd1c153f2af1b244aeb415967fdc1467d7fc5dd48ac10",
                "cc77157457841319e05ab0d9657fe144150a626c1f0fd89c0e639f58d468edb5513597d9f14459310c86ec6b975b74cc",
            ]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
            .table { PackageResources.open_badges_extensions_terms },
            publishedAs: [
                "146f85aa16effd7ca1da8056eb443f53ce1eca8a34186cb062832c0a97d889c3",
                "cf59a4b4b190ae798814ab6bc911c02efde291c386aed1bb11bd5a572d1eb2669bfd87019e994388db504a09ac244d5e",
            ]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json", .table { PackageResources.clr_2_0_1_terms },
            publishedAs: [
                "880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6",
                "a846ad923699c67df5d09324134c645d1e15f4429f248856cbf1ca8967764cf8741476ea557dd505c891fe47e2487a1d",
            ]),
        BuiltInContext(
            "https://purl.imsglobal.org/spec/clr/v2p0/context.json", .table { PackageResources.clr_2_0_terms },
            publishedAs: [
                "e198d7b517d74c5036434ce495086f67b10244709e9a3df9dcb7f8b1579b6167",
                "2abca41440ff4aa4e6e2ae0c00851e7110a9b15f6d519561ae8c83e6b1a4f5e894313c72b60086709f03f36a5c67ceff",
            ]),
        BuiltInContext(
            MicroCredentialContext.url, .document { MicroCredentialContext.document },
            publishedAs: [
                "6524e29f32113e60cf30f3bd004f87f4c663c5883f23d021a30e70e827a05164",
                "7a49ca58f7f3a3346ccf385fa9c518ef7954e98febba24c6a64cc1e49ef6cb46636461a0dde83d0ab5e946a635b48121",
            ]),
    ]

    /// Proofs and keys.
    static let security = [
        BuiltInContext(
            "https://w3id.org/security/data-integrity/v2", .table { PackageResources.data_integrity_v2_terms },
            publishedAs: [
                "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
                "0ee2d7626717f8b07cd449b525d5e2b71fe27209fc99e53089e0169dd2944d793feea4526fc60bb9cca1cd96512391f6",
            ]),
        BuiltInContext(
            "https://w3id.org/security/data-integrity/v1", .table { PackageResources.data_integrity_v1_terms },
            publishedAs: [
                "b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554",
                "c6e5073f4bd4bf6d08f245736e6f32c29b012860b18583644b2d71e1de862669",
                "1f7b51154c2cb596b804d3eedeabb7678c7ea4d36f5201496a681dbd868d5dc0cb90a8839f5142ccdc91fdb92c5adcf2",
            ]),
        BuiltInContext(
            "https://w3id.org/security/multikey/v1", .table { PackageResources.multikey_v1_terms },
            publishedAs: [
                "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
                "0fa51641d12fb8c701b2e6a9492556f25d32bb4af84a96f11808f0a623b972434dd18a8f1f1865bc68d8ee046c4e5a3e",
            ]),
        BuiltInContext(
            "https://w3id.org/security/jwk/v1", .table { PackageResources.jwk_v1_terms },
            publishedAs: [
                "0f14b62f6071aafe00df265770ea0c7508e118247d79b7d861a406d2aa00bece",
                "762dc55ce79f361e3bbeb7d3cb0ddb3e44b8e2885261f8283183959d1aaa33904af6a8005059ed9641500eab7d8ddae5",
            ]),
        BuiltInContext(
            "https://w3id.org/security/suites/ed25519-2020/v1", .table { PackageResources.ed25519_2020_v1_terms },
            publishedAs: [
                "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588",
                "098b18f472b842cfa7520364d4062aa3c97896c17a6a5ae72e6bfb509641e64eed96156b35f7771283dfd3a53ccd79d1",
            ]),
        BuiltInContext(
            "https://w3id.org/security/suites/ed25519-2018/v1", .table { PackageResources.ed25519_2018_v1_terms },
            publishedAs: [
                "166c6abb9e08176cee5f6c87c9c1bbfefa5717da391bcac525e5437f93eab809",
                "2534f079fbec59edaa674cfd3094d0952972a48cc3e8fbe2f84eb24431c3afb5bb41fa385f184f2c9de831347acb7c0c",
            ]),
        BuiltInContext(
            "https://w3id.org/security/suites/jws-2020/v1", .table { PackageResources.jws_2020_v1_terms },
            publishedAs: [
                "d648e05ddc6577827ca2bfd5e931f53e9ebc6e52a57a8da81df4ec8c46ffcd1e",
                "68ace96e5e688f4ed074ccf4dcd2952e12ae653510047fc0b067707600fa6e061b1ef3ecf15946d452ad4c9fd246173b",
            ]),
        BuiltInContext(
            "https://w3id.org/security/suites/x25519-2019/v1", .table { PackageResources.x25519_2019_v1_terms },
            publishedAs: [
                "d032497b819ad21259daaa11a1e0ce1153592fb58877751944d6b48768c0bf33",
                "a197db38f182f98b80b52d8688c9efa15a34221afbba8c4355646859d255f1443812a4f34b23433e78540498e3c71426",
            ]),
        BuiltInContext(
            "https://www.w3.org/ns/did/v1", .table { PackageResources.did_v1_terms },
            publishedAs: [
                "adefa50311393eb1bd788a38ac9fe2696c65367928f6996812cd54577394f4da",
                "cc09b798f1bd332f30fe0faa10c6c55cb1b4a9cbae04865d6a3ddcf7099bbe05b9e9ee982d2afcf782a3005a527bbab7",
            ]),
    ]

    /// Models of others that credentials for learners use.
    static let elsewhere = [
        // Both editions were published at one address.
        BuiltInContext(
            "http://data.europa.eu/snb/model/context/edc-ap", .table { PackageResources.elm_3_3_terms },
            publishedAs: [
                "528f8a0e86dbbec7db2216c61806e6311feedac77a51d1a38b0a1d49e4c337fb",
                "893f21e8d617c217f8e415ef4eb7bc0c1896b0929a0b4ec328b43156c448a91e2627f179b0169b4abd4989b285e741eb",
            ]),
        BuiltInContext(
            "http://data.europa.eu/snb/model/context/edc-ap", .table { PackageResources.elm_3_2_terms },
            isCurrent: false,
            publishedAs: [
                "fde0b3fd92e98a8870c173fb98baff361be6dd07e44653a9a5ac6c0fe626b411",
                "df72c5d8e0e5c5744bd4cf2a7b692eae0a2f37acd23f49539baac3c4ad1bbf37bcd1018c222db7a2fddc7e3a4e43f2ea",
            ]),
        BuiltInContext(
            "https://w3id.org/dcc/v1", .table { PackageResources.dcc_v1_terms },
            publishedAs: [
                "ff5d1f3f4d6ff079fbf93d76eba7ba41774432272b9f39807a44596d50aa2ab8",
                "efc087929be33524f44400c902fb82b05f41aca8d84f80aff34b174f70c1440c8df6489511a9830a303a452e07c3e838",
            ]),
        // No copy is known byte for byte as published.
        BuiltInContext(
            "https://w3id.org/citizenship/v4rc1", .table { PackageResources.citizenship_v4rc1_terms },
            publishedAs: []),
    ]
}
