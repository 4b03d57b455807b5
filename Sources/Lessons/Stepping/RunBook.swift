/// What ran in a session, in which order and on what, and which results no longer fit what they were made from.
///
/// A result is stale when something that it read was set anew since: by a cell above it that ran in another version, by hand, or
/// by a cell that is stale itself. Cells that follow each other and set one name one after the other, as lessons do, make each
/// other not stale.
struct RunBook: Equatable {
    private struct Entry: Equatable {
        var text: String
        var used: Set<String>
        var assigned: Set<String>
        /// When it ran last.
        var time: Int
        /// When it ran last and came to something else than before.
        var changed: Int
    }

    /// The ids of what can run, in the order of the lesson.
    private let order: [String]
    private var entries: [String: Entry] = [:]
    /// When a name was set by hand.
    private var byHand: [String: Int] = [:]
    private var clock = 0

    init(order: [String]) { self.order = order }

    /// The text that ran last under this id; nil where none did.
    func text(of id: String) -> String? { entries[id]?.text }

    mutating func ran(_ id: String, _ text: String) {
        let isOther = entries[id].map { $0.text != text } ?? true
        let wasStale = stale[id] != nil
        clock += 1
        let changed = isOther || wasStale ? clock : entries[id]?.changed ?? clock
        entries[id] = Entry(
            text: text, used: AssignedNames.used(in: text), assigned: Set(AssignedNames.of(text)), time: clock,
            changed: changed)
    }

    /// The names that what ran here has set.
    var names: Set<String> { entries.values.reduce(into: []) { $0.formUnion($1.assigned) } }

    mutating func typed(_ text: String) {
        let names = AssignedNames.of(text)
        guard !names.isEmpty else { return }
        clock += 1
        for name in names { byHand[name] = clock }
    }

    /// Whether a name was set by hand since a cell or an answer has set it.
    func isByHand(_ name: String) -> Bool {
        guard let time = byHand[name] else { return false }
        return time > entries.values.filter { $0.assigned.contains(name) }.map(\.time).max() ?? 0
    }

    /// The stale ones, each with the name of an input that was changed.
    var stale: [String: String] {
        var stale: [String: String] = [:]
        var providers: [String: String] = [:]
        for id in order {
            guard let entry = entries[id] else { continue }
            stale[id] = entry.used.sorted().first { name in
                let provider = providers[name]
                let set = provider.flatMap { entries[$0] }
                if let provider, stale[provider] != nil { return true }
                if let set, set.changed > entry.time { return true }
                return byHand[name].map { $0 > entry.time && $0 > set?.time ?? 0 } ?? false
            }
            for name in entry.assigned { providers[name] = id }
        }
        return stale
    }
}
