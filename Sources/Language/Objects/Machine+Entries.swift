import Answers

extension Machine {
    /// The entries of a dict, or pairs.
    func update(_ dictionary: Value.Dictionary, _ other: Value) throws {
        switch other {
        case .none: return
        case .dict(let entries): try dictionary.insert(entries, stoppedBy: context.work)
        case .object(let instance as Instance) where instance.type.lookUp("keys") != nil:
            try iterate(context.call(method: "keys", of: instance, [])) { key in
                try dictionary.set(key, element(of: other, at: key))
                return true
            }
        default:
            var place = 0
            try iterate(other) { pair in
                let problem = Mistake("\(pair.brief) is not a pair", expected: "(key, value)")
                let found = hasIterator(pair) ? try elements(of: pair) : try? elements(of: pair)
                guard let parts = found else {
                    throw problem.raised(
                        as: "TypeError", "cannot convert dictionary update sequence element #\(place) to a sequence")
                }
                guard parts.count == 2 else {
                    throw problem.raised(
                        as: "ValueError",
                        "dictionary update sequence element #\(place) has length \(parts.count); 2 is required")
                }
                try dictionary.set(parts[0], parts[1])
                place += 1
                return true
            }
        }
    }

    /// Counts elements, or adds the counts of another dict.
    func count(_ values: Value, into counts: Value.Dictionary) throws {
        switch values {
        case .none: return
        case .dict(let other):
            for entry in other.entries {
                try counts.set(entry.key, binary(.add, counts.value(of: entry.key) ?? .int(0), entry.value))
            }
        default:
            try iterate(values) { element in
                try counts.set(element, binary(.add, counts.value(of: element) ?? .int(0), .int(1)))
                return true
            }
        }
    }
}
