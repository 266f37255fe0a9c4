public import Carriers
public import Encodings

extension Verifier {
    /// The report on an image or on parts from which no document could be taken: nothing was judged.
    public func refuse(_ error: CarrierError, _ bytes: [UInt8], at now: Timestamp) -> VerificationReport {
        refused(bytes, now, Check(.format, error.isUndecided ? .undecided : .failed, error.code.rawValue, error.words))
    }
}

extension VerificationReport {
    /// The same report on the same document, which came out of an image or out of QR codes.
    public func carried(by carrier: CarrierFacts) -> VerificationReport {
        var report = self
        report.carrier = carrier
        report.notes += carrier.notes
        return report
    }
}
