import Answers

/// Looks for a pattern in a text, going back where a choice turns out to be wrong. Every step of it can be stopped.
struct PatternMatcher {
    /// What a match has to be.
    enum Extent { case anywhere, prefix, whole }

    /// Where groups were found: the bounds of each, −1 for one that was not, and the number of the one that closed last.
    struct Found: Sendable {
        var bounds: [(start: Int, end: Int)]
        var last: Int
    }

    /// What to do when what was tried fails.
    private enum Choice {
        case other(step: Int, place: Int)
        /// A run of characters that can be shorter, or longer where it is lazy.
        case shorter(step: Int, start: Int, count: Int, least: Int)
        case longer(step: Int, place: Int, left: Int)
        /// A loop that can be left, or run once more.
        case leave(step: Int, place: Int)
        case enter(step: Int, place: Int)
    }

    private let program: PatternProgram
    private let text: [UInt32]
    private let end: Int
    private var check: StopCheck
    private var slots: [Int]
    /// What slots held before they were changed.
    private var trail: [(slot: Int, value: Int)] = []
    private var choices: [(choice: Choice, trail: Int)] = []
    /// Where a match must not be empty; −1 for nowhere.
    private var mustAdvance = -1

    /// - Parameter end: where the text ends for the pattern.
    init(_ program: PatternProgram, _ text: [UInt32], end: Int, _ work: Work) {
        self.program = program
        self.text = text
        self.end = end
        check = StopCheck(work)
        slots = []
    }

    /// The first match from a place on.
    ///
    /// - Parameter mustAdvance: whether an empty match at that very place does not count.
    /// - Throws: `Stopped`, and `Mistake` where there are too many choices to be remembered.
    mutating func first(from start: Int, _ extent: Extent, mustAdvance: Bool = false) throws -> Found? {
        guard start <= end else { return nil }
        self.mustAdvance = mustAdvance ? start : -1
        slots = [Int](repeating: -1, count: 2 * program.groups + 3 + 2 * program.loops)
        trail.removeAll(keepingCapacity: true)
        for place in start...(extent == .anywhere ? end : start) {
            if extent == .anywhere, case .one(let one)? = program.steps.first, place == end || text[place] != one {
                try check.pass()
                continue
            }
            guard let stop = try run(0, place, isTop: true, isWhole: extent == .whole) else {
                undo(to: 0)
                continue
            }
            let bounds = (1..<max(1, program.groups + 1)).map { (start: slots[2 * $0], end: slots[2 * $0 + 1]) }
            return Found(
                bounds: [(place, stop)] + bounds.map { $0.start < 0 || $0.end < 0 ? (-1, -1) : $0 },
                last: slots[lastSlot])
        }
        return nil
    }

    private var lastSlot: Int { 2 * program.groups + 2 }
    private func countSlot(_ loop: Int) -> Int { lastSlot + 1 + 2 * loop }

    private mutating func set(_ slot: Int, _ value: Int) throws {
        guard trail.count < 16_000_000 else { throw tooMuch }
        trail.append((slot, slots[slot]))
        slots[slot] = value
    }

    private mutating func undo(to length: Int) {
        while trail.count > length, let change = trail.popLast() { slots[change.slot] = change.value }
    }

    private var tooMuch: Mistake {
        Mistake(
            "the pattern has more choices in this text than can be remembered",
            expected: "a pattern that does not repeat what it repeats", try: "a+ instead of (a+)+"
        ).raised(as: "MemoryError")
    }

    private mutating func choose(_ choice: Choice) throws {
        guard choices.count < 4_000_000 else { throw tooMuch }
        choices.append((choice, trail.count))
    }

    /// Runs from a step at a place; where it ended, nil where nothing holds.
    private mutating func run(_ first: Int, _ from: Int, isTop: Bool, isWhole: Bool = false) throws -> Int? {
        let floor = choices.count
        var (step, place) = (first, from)
        while true {
            try check.pass()
            var holds = true
            switch program.steps[step] {
            case .one(let one):
                holds = place < end && text[place] == one
                place += 1
                step += 1
            case .characters(let test):
                holds = place < end && test.holds(text[place])
                place += 1
                step += 1
            case .jump(let next): step = next
            case .split(let next, let otherwise):
                try choose(.other(step: otherwise, place: place))
                step = next
            case .open(let number):
                try set(2 * number, place)
                step += 1
            case .close(let number):
                try set(2 * number + 1, place)
                try set(lastSlot, number)
                step += 1
            case .reference(let number, let ignoresCase):
                let (start, stop) = (slots[2 * number], slots[2 * number + 1])
                holds = start >= 0 && stop >= start && place + stop - start <= end
                if holds {
                    for offset in 0..<(stop - start) where holds {
                        let (a, b) = (text[start + offset], text[place + offset])
                        holds = a == b || ignoresCase && CharacterTest.lower(a, false) == CharacterTest.lower(b, false)
                    }
                    place += stop - start
                }
                step += 1
            case .place(let wanted):
                holds = isAt(wanted, place)
                step += 1
            case .run(let test, let least, let most, let isLazy):
                let start = place
                let wanted = isLazy ? least : most
                while place < end, place - start < wanted, test.holds(text[place]) {
                    place += 1
                    try check.pass()
                }
                let count = place - start
                holds = count >= least
                if holds, isLazy, most > least {
                    try choose(.longer(step: step, place: place, left: most - least))
                } else if holds, count > least {
                    try choose(.shorter(step: step, start: start, count: count, least: least))
                }
                step += 1
            case .begin(let loop):
                try set(countSlot(loop), 0)
                try set(countSlot(loop) + 1, -1)
                step += 1
            case .again(let loop, let body, let least, let most, let isLazy):
                let (count, last) = (slots[countSlot(loop)], slots[countSlot(loop) + 1])
                // A pass that took nothing is the last one.
                let mayEnter = count < most && last != place
                if count < least {
                    try set(countSlot(loop), count + 1)
                    step = body
                } else if isLazy {
                    if mayEnter { try choose(.enter(step: step, place: place)) }
                    step += 1
                } else if mayEnter {
                    try choose(.leave(step: step + 1, place: place))
                    try enter(loop, place)
                    step = body
                } else {
                    step += 1
                }
            case .look(let next, let width, let isAhead, let isNegative):
                let marks = trail.count
                let start = isAhead ? place : place - width
                let found = start < 0 ? nil : try run(step + 1, start, isTop: false)
                if isNegative { undo(to: marks) }
                holds = (found != nil) != isNegative
                step = next
            case .atomic(let next):
                if let stop = try run(step + 1, place, isTop: false) {
                    place = stop
                    step = next
                } else {
                    holds = false
                }
            case .conditional(let number, let otherwise):
                step = slots[2 * number] >= 0 && slots[2 * number + 1] >= 0 ? step + 1 : otherwise
            case .done:
                if isTop, isWhole && place != end || place == from && from == mustAdvance {
                    holds = false
                } else {
                    choices.removeSubrange(floor...)
                    return place
                }
            }
            while !holds {
                guard choices.count > floor, let (choice, marks) = choices.popLast() else { return nil }
                undo(to: marks)
                holds = try take(choice, &step, &place)
            }
        }
    }

    /// Goes on where a choice says; false where there is nothing more to choose.
    private mutating func take(_ choice: Choice, _ step: inout Int, _ place: inout Int) throws -> Bool {
        switch choice {
        case .other(let next, let at), .leave(let next, let at): (step, place) = (next, at)
        case .shorter(let at, let start, let count, let least):
            if count - 1 > least { try choose(.shorter(step: at, start: start, count: count - 1, least: least)) }
            (step, place) = (at + 1, start + count - 1)
        case .longer(let at, let start, let left):
            guard case .run(let test, _, _, _) = program.steps[at], start < end, test.holds(text[start]) else {
                return false
            }
            if left > 1 { try choose(.longer(step: at, place: start + 1, left: left - 1)) }
            (step, place) = (at + 1, start + 1)
        case .enter(let at, let start):
            guard case .again(let loop, let body, _, _, _) = program.steps[at] else { return false }
            try enter(loop, start)
            (step, place) = (body, start)
        }
        return true
    }

    private mutating func enter(_ loop: Int, _ place: Int) throws {
        try set(countSlot(loop), slots[countSlot(loop)] + 1)
        try set(countSlot(loop) + 1, place)
    }

    private func isAt(_ wanted: PatternPlace, _ place: Int) -> Bool {
        switch wanted {
        case .start: return place == 0
        case .lineStart: return place == 0 || text[place - 1] == 10
        case .end: return place == end || place == end - 1 && text[place] == 10
        case .lineEnd: return place == end || text[place] == 10
        case .veryEnd: return place == end
        case .boundary(let isNegative, let isASCII):
            // In an empty text there are neither, up to CPython 3.13.
            guard end > 0 else { return false }
            let before = place > 0 && CharacterTest.isOf(.word, text[place - 1], isASCII)
            let after = place < end && CharacterTest.isOf(.word, text[place], isASCII)
            return (before != after) != isNegative
        }
    }
}
