import Cryptography
import Registry

extension StateIndex {
    /// Names those for whose words there was no room: each by the keys by which it spoke, or without them where they are many.
    ///
    /// Beyond very many speakers of one institution by one of its keys it is named itself, so that nobody fills the index.
    mutating func mark(_ speakers: Set<LostWarning>) {
        func order(_ word: LostWarning) -> [UInt8] {
            (word.speaker ?? []) + word.signers.flatMap { Array($0.multikey.utf8) }
        }
        for speaker in speakers.sorted(by: { order($0).lexicographicallyPrecedes(order($1)) }) {
            // By its digest, for a name can be as long as anybody likes.
            let mark = speaker.said(by: speaker.speaker.flatMap { LostWarning.speaker($0) })
            let whole = mark.source.said(by: mark.speaker)
            let others = unkept.filter { $0.source == mark.source }
            guard others.isDisjoint(with: [mark, whole, mark.source]) else { continue }
            let own = others.filter { $0.speaker == mark.speaker }
            if own.isEmpty, Set(others.map(\.speaker)).count >= DelegationRoom.speakers {
                unkept.insert(mark.source)
            } else {
                unkept.insert(own.count < DelegationRoom.keysOfOne ? mark : whole)
            }
        }
    }
}
