extension Country {
    /// Codes and names: two letters, three letters, English and Dutch.
    static let table = """
        BE BEL Belgium|België
        NL NLD Netherlands|Nederland
        LU LUX Luxembourg|Luxemburg
        FR FRA France|Frankrijk
        DE DEU Germany|Duitsland
        AT AUT Austria|Oostenrijk
        BG BGR Bulgaria|Bulgarije
        HR HRV Croatia|Kroatië
        CY CYP Cyprus|Cyprus
        CZ CZE Czechia|Tsjechië
        DK DNK Denmark|Denemarken
        EE EST Estonia|Estland
        FI FIN Finland|Finland
        GR GRC Greece|Griekenland
        HU HUN Hungary|Hongarije
        IE IRL Ireland|Ierland
        IT ITA Italy|Italië
        LV LVA Latvia|Letland
        LT LTU Lithuania|Litouwen
        MT MLT Malta|Malta
        PL POL Poland|Polen
        PT PRT Portugal|Portugal
        RO ROU Romania|Roemenië
        SK SVK Slovakia|Slowakije
        SI SVN Slovenia|Slovenië
        ES ESP Spain|Spanje
        SE SWE Sweden|Zweden
        IS ISL Iceland|IJsland
        LI LIE Liechtenstein|Liechtenstein
        NO NOR Norway|Noorwegen
        CH CHE Switzerland|Zwitserland
        GB GBR United Kingdom|Verenigd Koninkrijk
        AL ALB Albania|Albanië
        AD AND Andorra|Andorra
        AM ARM Armenia|Armenië
        AZ AZE Azerbaijan|Azerbeidzjan
        BA BIH Bosnia and Herzegovina|Bosnië en Herzegovina
        BY BLR Belarus|Belarus
        GE GEO Georgia|Georgië
        XK 1A0 Kosovo|Kosovo
        MC MCO Monaco|Monaco
        MD MDA Moldova|Moldavië
        ME MNE Montenegro|Montenegro
        MK MKD North Macedonia|Noord-Macedonië
        RS SRB Serbia|Servië
        RU RUS Russia|Rusland
        SM SMR San Marino|San Marino
        TR TUR Turkey|Turkije
        UA UKR Ukraine|Oekraïne
        VA VAT Vatican City|Vaticaanstad
        CA CAN Canada|Canada
        CN CHN China|China
        CD COD Democratic Republic of the Congo|Democratische Republiek Congo
        IN IND India|India
        ID IDN Indonesia|Indonesië
        MA MAR Morocco|Marokko
        SR SUR Suriname|Suriname
        US USA United States|Verenigde Staten
        ZA ZAF South Africa|Zuid-Afrika
        AF AFG Afghanistan
        DZ DZA Algeria
        AS ASM American Samoa
        AO AGO Angola
        AI AIA Anguilla
        AQ ATA Antarctica
        AG ATG Antigua and Barbuda
        AR ARG Argentina
        AW ABW Aruba
        AU AUS Australia
        BS BHS Bahamas
        BH BHR Bahrain
        BD BGD Bangladesh
        BB BRB Barbados
        BZ BLZ Belize
        BJ BEN Benin
        BM BMU Bermuda
        BT BTN Bhutan
        BO BOL Bolivia
        BQ BES Bonaire, Saint Eustatius and Saba
        BW BWA Botswana
        BV BVT Bouvet Island
        BR BRA Brazil
        IO IOT British Indian Ocean Territory
        VG VGB British Virgin Islands
        BN BRN Brunei
        BF BFA Burkina Faso
        BI BDI Burundi
        KH KHM Cambodia
        CM CMR Cameroon
        CV CPV Cape Verde
        KY CYM Cayman Islands
        CF CAF Central African Republic
        TD TCD Chad
        CL CHL Chile
        CX CXR Christmas Island
        CC CCK Cocos (Keeling) Islands
        CO COL Colombia
        KM COM Comoros
        CG COG Congo
        CK COK Cook Islands
        CU CUB Cuba
        CW CUW Curaçao
        CR CRI Costa Rica
        CI CIV Côte d'Ivoire
        DJ DJI Djibouti
        DM DMA Dominica
        DO DOM Dominican Republic
        EC ECU Ecuador
        EG EGY Egypt
        SV SLV El Salvador
        GQ GNQ Equatorial Guinea
        ER ERI Eritrea
        SZ SWZ Eswatini
        ET ETH Ethiopia
        FK FLK Falkland Islands
        FO FRO Faroes
        FJ FJI Fiji
        GF GUF French Guiana
        PF PYF French Polynesia
        TF FQ0 French Southern and Antarctic Lands
        GA GAB Gabon
        GH GHA Ghana
        GI GIB Gibraltar
        GL GRL Greenland
        GD GRD Grenada
        GP GLP Guadeloupe
        GU GUM Guam
        GT GTM Guatemala
        GG GGY Guernsey
        GN GIN Guinea
        GW GNB Guinea-Bissau
        GY GUY Guyana
        HT HTI Haiti
        HM HMD Heard Island and McDonald Islands
        HN HND Honduras
        HK HKG Hong Kong
        IR IRN Iran
        IQ IRQ Iraq
        IM IMN Isle of Man
        IL ISR Israel
        JM JAM Jamaica
        JP JPN Japan
        JE JEY Jersey
        JO JOR Jordan
        KZ KAZ Kazakhstan
        KE KEN Kenya
        KI KIR Kiribati
        KW KWT Kuwait
        KG KGZ Kyrgyzstan
        LA LAO Laos
        LB LBN Lebanon
        LS LSO Lesotho
        LR LBR Liberia
        LY LBY Libya
        MO MAC Macau
        MG MDG Madagascar
        MW MWI Malawi
        MY MYS Malaysia
        MV MDV Maldives
        ML MLI Mali
        MH MHL Marshall Islands
        MQ MTQ Martinique
        MR MRT Mauritania
        MU MUS Mauritius
        YT MYT Mayotte
        MX MEX Mexico
        FM FSM Micronesia
        MN MNG Mongolia
        MS MSR Montserrat
        MZ MOZ Mozambique
        MM MMR Myanmar
        NA NAM Namibia
        NR NRU Nauru
        NP NPL Nepal
        NC NCL New Caledonia
        NZ NZL New Zealand
        NI NIC Nicaragua
        NE NER Niger
        NG NGA Nigeria
        NU NIU Niue
        NF NFK Norfolk Island
        KP PRK North Korea
        MP MNP Northern Mariana Islands
        OM OMN Oman
        PK PAK Pakistan
        PW PLW Palau
        PS PSE Palestine
        PA PAN Panama
        PG PNG Papua New Guinea
        PY PRY Paraguay
        PE PER Peru
        PH PHL Philippines
        PN PCN Pitcairn Islands
        PR PRI Puerto Rico
        QA QAT Qatar
        RW RWA Rwanda
        RE REU Réunion
        BL BLM Saint Barthélemy
        SH SHN Saint Helena, Ascension and Tristan da Cunha
        KN KNA Saint Kitts and Nevis
        LC LCA Saint Lucia
        MF MAF Saint Martin
        PM SPM Saint Pierre and Miquelon
        VC VCT Saint Vincent and the Grenadines
        WS WSM Samoa
        SA SAU Saudi Arabia
        SN SEN Senegal
        SC SYC Seychelles
        SL SLE Sierra Leone
        SG SGP Singapore
        SX SXM Sint Maarten
        SB SLB Solomon Islands
        SO SOM Somalia
        GS SGS South Georgia and the South Sandwich Islands
        KR KOR South Korea
        SS SSD South Sudan
        LK LKA Sri Lanka
        SD SDN Sudan
        SJ SJM Svalbard and Jan Mayen
        SY SYR Syria
        ST STP São Tomé and Príncipe
        TW TWN Taiwan
        TJ TJK Tajikistan
        TZ TZA Tanzania
        TH THA Thailand
        GM GMB The Gambia
        TL TLS Timor-Leste
        TG TGO Togo
        TK TKL Tokelau
        TO TON Tonga
        TT TTO Trinidad and Tobago
        TN TUN Tunisia
        TM TKM Turkmenistan
        TC TCA Turks and Caicos Islands
        TV TUV Tuvalu
        VI VIR US Virgin Islands
        UG UGA Uganda
        AE ARE United Arab Emirates
        UM UMI United States Minor Outlying Islands
        UY URY Uruguay
        UZ UZB Uzbekistan
        VU VUT Vanuatu
        VE VEN Venezuela
        VN VNM Vietnam
        WF WLF Wallis and Futuna
        EH ESH Western Sahara
        YE YEM Yemen
        ZM ZMB Zambia
        ZW ZWE Zimbabwe
        AX ALA Åland Islands
        """
}
