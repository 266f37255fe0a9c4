/// Whether the holder presents the credential: a credential file alone says nothing of who hands it over.
enum HolderCheck {
    static func check() -> Check { Check(.holder, .notApplicable, "HOLDER_NOT_PRESENT") }
}
