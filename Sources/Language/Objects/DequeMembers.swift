import Answers

/// Methods of deques.
enum DequeMembers {
    /// A method that changes which elements there are.
    private static func of(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping (DequeObject, Arguments, Context) throws -> Value
    ) -> BuiltinMember {
        BuiltinMember(name, meaning, parameters) { value, arguments, context in
            guard case .object(let deque as DequeObject) = value else { return .none }
            let value = try body(deque, arguments, context)
            deque.changes += 1
            return value
        }
    }

    /// A method of lists that deques have as well.
    private static func asList(_ name: String) -> [BuiltinMember] {
        ListMembers.all.filter { $0.name == name }.map { member in
            BuiltinMember(name, member.meaning, member.parameters) { value, arguments, context in
                guard case .object(let deque as DequeObject) = value else { return .none }
                let count = deque.list.items.count
                defer { if deque.list.items.count != count { deque.changes += 1 } }
                do {
                    return try member.body(.list(deque.list), arguments, context)
                } catch var problem as Diagnostic where problem.mistake.exception == "ValueError" {
                    problem.mistake = problem.mistake.raised(
                        as: "ValueError", "\(arguments["value"].repr) is not in deque")
                    throw problem
                }
            }
        }
    }

    private static func empty() -> Mistake {
        Mistake("the deque is empty").raised(as: "IndexError", "pop from an empty deque")
    }

    nonisolated(unsafe) static let all: [BuiltinMember] =
        [
            of("append", "one more element at the end", [BuiltinMember.value]) { deque, arguments, _ in
                deque.list.items.append(arguments["value"])
                if deque.list.items.count & 4095 == 0 { try Limits.checkCount(deque.list.items.count) }
                if let most = deque.most, deque.list.items.count > most { deque.list.items.removeFirst() }
                return .none
            },
            of("appendleft", "one more element at the beginning", [BuiltinMember.value]) { deque, arguments, _ in
                deque.list.items.insert(arguments["value"], at: 0)
                if deque.list.items.count & 4095 == 0 { try Limits.checkCount(deque.list.items.count) }
                if let most = deque.most, deque.list.items.count > most { deque.list.items.removeLast() }
                return .none
            },
            of("pop", "takes the last element out") { deque, _, _ in
                guard let last = deque.list.items.popLast() else { throw empty() }
                return last
            },
            of("popleft", "takes the first element out") { deque, _, _ in
                guard !deque.list.items.isEmpty else { throw empty() }
                return deque.list.items.removeFirst()
            },
            of("extend", "more elements at the end", [BuiltinMember.values]) { deque, arguments, context in
                let more = try context.machine.elements(of: arguments["values"])
                try Limits.checkCount(deque.list.items.count + more.count)
                try deque.list.items.append(more, stoppedBy: context.work)
                if let most = deque.most { deque.list.items = Array(deque.list.items.suffix(most)) }
                return .none
            },
            of("extendleft", "more elements at the beginning, one after the other", [BuiltinMember.values]) {
                deque, arguments, context in
                let more = try context.machine.elements(of: arguments["values"])
                try Limits.checkCount(deque.list.items.count + more.count)
                deque.list.items = more.reversed() + deque.list.items
                if let most = deque.most { deque.list.items = Array(deque.list.items.prefix(most)) }
                return .none
            },
            of(
                "insert", "an element before a place",
                [Parameter("index", .int(), .required, "the place"), BuiltinMember.value]
            ) { deque, arguments, _ in
                guard deque.most.map({ deque.list.items.count < $0 }) ?? true else {
                    throw Mistake("the deque holds \(deque.list.items.count) elements, which is its maxlen").raised(
                        as: "IndexError", "deque already at its maximum size")
                }
                try Limits.checkCount(deque.list.items.count + 1)
                let place = Subscripts.start(deque.list.items.count, try arguments.int("index"))
                deque.list.items.insert(arguments["value"], at: place)
                return .none
            },
            BuiltinMember("copy", "a deque of its own with the same elements") { value, _, _ in
                guard case .object(let deque as DequeObject) = value else { return .none }
                return .object(DequeObject(deque.list.items, most: deque.most))
            },
            of("clear", "takes all elements out") { deque, _, _ in
                deque.list.items = []
                return .none
            },
            of(
                "rotate", "moves elements from the end to the beginning",
                [Parameter("n", .int(), .value(.int(1)), "how many")]
            ) {
                deque, arguments, _ in
                let count = deque.list.items.count
                guard count > 0 else { return .none }
                let shift = ((try arguments.int("n") % count) + count) % count
                deque.list.items = Array(deque.list.items.suffix(shift) + deque.list.items.prefix(count - shift))
                return .none
            },
        ] + ["index", "count", "remove", "reverse"].flatMap(asList)
}
