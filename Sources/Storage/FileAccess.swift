import Glibc

/// Who may read a file or a folder that is created; only its owner may ever change it.
///
/// The user's `umask` can narrow this further, and nothing here widens it.
public enum FileAccess: String, Sendable, CaseIterable {
    /// The owner alone: mode 0600 for files, 0700 for folders. For keys and for personal data.
    case ownerOnly
    /// The owner, and the group for reading: mode 0640 for files, 0750 for folders.
    case readableByGroup
    /// The owner, and everybody for reading: mode 0644 for files, 0755 for folders.
    case readableByAll

    var fileMode: mode_t {
        switch self {
        case .ownerOnly: 0o600
        case .readableByGroup: 0o640
        case .readableByAll: 0o644
        }
    }

    var folderMode: mode_t {
        switch self {
        case .ownerOnly: 0o700
        case .readableByGroup: 0o750
        case .readableByAll: 0o755
        }
    }
}
