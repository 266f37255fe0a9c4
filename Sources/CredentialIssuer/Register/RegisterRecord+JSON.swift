import Encodings
import Proofs
import Storage

extension RegisterRecord {
    /// The line without its chain.
    var json: JSONValue {
        var value: JSONValue = ["sequence": .number(String(sequence)), "time": .string(time.description)]
        switch event {
        case .planned(let plan):
            value["action"] = "planned"
            value["credential"] = .string(plan.credentialID)
            value["signedAt"] = .string(plan.time.description)
            value["verificationMethod"] = .string(plan.verificationMethod)
            value["cryptosuites"] = .array(plan.suites.map { .string($0.rawValue) })
            value["specification"] = [
                "id": .string(plan.specificationID), "digest": .string(plan.specificationDigest.multibase),
            ]
            value["learner"] = [
                "distinct": .array(plan.learner.distinct.map { .string($0) }), "name": .string(plan.learner.name),
            ]
            value["claims"] = .string(plan.claims)
            value["draft"] = .string(plan.draft)
            value["after"] = plan.after.map { .string($0) }
            value["corrects"] = plan.corrects.map { .string($0.multibase) }
            value["status"] = plan.status.map {
                ["list": .number(String($0.list)), "index": .number(String($0.index))]
            }
            value["possession"] = plan.possession?.json
            value["batch"] = plan.batch.map { ["id": .string($0.id), "row": .number(String($0.row))] }
        case .issued(let credentialID, let digest):
            value["action"] = "issued"
            value["credential"] = .string(credentialID)
            value["digest"] = .string(digest.hexadecimal)
        case .abandoned(let credentialID):
            value["action"] = "abandoned"
            value["credential"] = .string(credentialID)
        case .registered(let credentialID, let register, let day):
            value["action"] = "registered"
            value["credential"] = .string(credentialID)
            value["register"] = .string(register.rawValue)
            value["on"] = .string(day.description)
        case .statusChanged(let change): change.write(to: &value)
        case .listPublished(let list): list.write(to: &value)
        case .batch(let event):
            event.write(to: &value)
        case .key(let event): event.write(to: &value)
        case .moved:
            value["action"] = "moved"
        }
        return value
    }

    /// Reads a line; `nil` unless it is one of these records.
    init?(_ node: JSONNode) {
        guard let sequence = node["sequence"]?.integer, let time = Self.time(node["time"]),
            let action = node["action"]?.string
        else { return nil }
        self.sequence = sequence
        self.time = time
        if action == "moved" {
            event = .moved
            return
        }
        if action == "listPublished" {
            guard let list = ListPublication(node) else { return nil }
            event = .listPublished(list)
            return
        }
        if let batch = BatchEvent(action, node) {
            event = .batch(batch)
            return
        }
        if let key = KeyEvent(action, node) {
            event = .key(key)
            return
        }
        guard let credentialID = node["credential"]?.string else { return nil }
        switch action {
        case "planned":
            guard let plan = IssuancePlan(node, credentialID: credentialID) else { return nil }
            event = .planned(plan)
        case "issued":
            guard let digest = node["digest"]?.string.flatMap({ try? ObjectName(hexadecimal: $0) }) else { return nil }
            event = .issued(credentialID: credentialID, digest: digest)
        case "abandoned":
            event = .abandoned(credentialID: credentialID)
        case "registered":
            guard let register = node["register"]?.string.flatMap({ PublicRegister(rawValue: $0) }),
                let day = node["on"]?.string.flatMap({ try? CalendarDate(parsing: $0) })
            else { return nil }
            event = .registered(credentialID: credentialID, register: register, on: day)
        case "statusChanged":
            guard let change = StatusChange(node, credentialID: credentialID) else { return nil }
            event = .statusChanged(change)
        default: return nil
        }
    }

    fileprivate static func time(_ node: JSONNode?) -> Timestamp? {
        node?.string.flatMap { try? Timestamp(parsing: $0) }
    }
}

extension IssuancePlan {
    fileprivate init?(_ node: JSONNode, credentialID: String) {
        guard let time = RegisterRecord.time(node["signedAt"]), let method = node["verificationMethod"]?.string,
            let specificationID = node["specification"]?["id"]?.string,
            let digest = node["specification"]?["digest"]?.string.flatMap({ try? Multihash(multibase: $0) }),
            let learner = node["learner"], let name = learner["name"]?.string, let distinct = learner["distinct"],
            let claims = node["claims"]?.string, let draft = node["draft"]?.string, let suites = Self.suites(node)
        else { return nil }
        self.init(
            credentialID: credentialID, time: time, verificationMethod: method, suites: suites,
            specificationID: specificationID, specificationDigest: digest,
            learner: LearnerKeys(distinct: distinct.elements.compactMap(\.string), name: name), claims: claims,
            draft: draft, after: node["after"]?.string)
        if let place = node["batch"] {
            guard let id = place["id"]?.string, let row = place["row"]?.integer else { return nil }
            batch = BatchPlace(id: id, row: row)
        }
        if let proved = node["possession"] {
            guard let proved = HolderPossession(proved) else { return nil }
            possession = proved
        }
        if let digest = node["corrects"] {
            guard let digest = digest.string.flatMap({ try? Multihash(multibase: $0) }) else { return nil }
            corrects = digest
        }
        guard let place = node["status"] else { return }
        guard let list = place["list"]?.integer, let index = place["index"]?.integer else { return nil }
        status = StatusPlace(list: list, index: index)
    }

    /// The cryptosuites of a plan; registers from before there was a choice do not name the one that there was.
    private static func suites(_ node: JSONNode) -> [Cryptosuite]? {
        guard let names = node["cryptosuites"] else { return [.eddsaJCS2022] }
        let suites = names.elements.compactMap { $0.string.flatMap(Cryptosuite.init(rawValue:)) }
        return suites.isEmpty || suites.count != names.count ? nil : suites
    }
}
