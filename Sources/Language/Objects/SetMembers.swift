import Answers

/// Methods of sets.
enum SetMembers {
    private static let others = Parameter("others", .any, .required, "sets, lists …", isVariadic: true)

    private static func of(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping (ValueSet, Arguments, Context) throws -> Value
    ) -> BuiltinMember {
        BuiltinMember(name, meaning, parameters) { value, arguments, context in
            guard case .set(let set) = value else { return .none }
            return try body(set, arguments, context)
        }
    }

    private static func sets(_ arguments: Arguments, _ context: Context) throws -> [ValueSet] {
        try arguments.values("others").map { other in
            if case .set(let set) = other { return set }
            return try ValueSet(context.machine.elements(of: other), stoppedBy: context.work)
        }
    }

    nonisolated(unsafe) static let all: [BuiltinMember] = [
        of("add", "one more element", [BuiltinMember.value]) { set, arguments, _ in
            try set.table.set(arguments["value"], .none)
            if set.count & 4095 == 0 { try Limits.checkCount(set.count) }
            return .none
        },
        of("discard", "takes an element out, if it is there", [BuiltinMember.value]) { set, arguments, _ in
            try set.table.remove(arguments["value"])
            return .none
        },
        of("remove", "takes an element out", [BuiltinMember.value]) { set, arguments, _ in
            guard try set.table.remove(arguments["value"]) != nil else {
                throw Mistake(
                    "\(arguments["value"].brief) is not in the set",
                    try: "discard, which takes it out where it is there"
                ).missing(arguments["value"])
            }
            return .none
        },
        of("pop", "takes some element out") { set, _, _ in
            guard let first = set.elements.first else {
                throw Mistake("the set is empty", expected: "one with elements").missing(.text("pop from an empty set"))
            }
            try set.table.remove(first)
            return first
        },
        of("clear", "takes all elements out") { set, _, _ in
            set.table.removeAll()
            return .none
        },
        of("copy", "a set of its own") { set, _, _ in .set(ValueSet(copying: set)) },
        of("update", "takes elements over", [others]) { set, arguments, context in
            for other in try sets(arguments, context) { try set.insert(other.elements, stoppedBy: context.work) }
            return .none
        },
        of("union", "what is in any of the sets", [others]) { set, arguments, context in
            let union = ValueSet(copying: set)
            for other in try sets(arguments, context) { try union.insert(other.elements, stoppedBy: context.work) }
            return .set(union)
        },
        of("intersection", "what is in all of the sets", [others]) { set, arguments, context in
            let others = try sets(arguments, context)
            return .set(
                try set.filter(stoppedBy: context.work) { element in
                    try others.allSatisfy { try $0.contains(element) }
                })
        },
        of("difference", "what is in none of the others", [others]) { set, arguments, context in
            let others = try sets(arguments, context)
            return .set(
                try set.filter(stoppedBy: context.work) { element in
                    try !others.contains { try $0.contains(element) }
                })
        },
        of("symmetric_difference", "what only one of them has", [others]) { set, arguments, context in
            let other = try sets(arguments, context).first ?? ValueSet()
            return .set(try set.symmetricDifference(other, stoppedBy: context.work))
        },
        of("issubset", "whether the other has all of its elements", [others]) { set, arguments, context in
            let other = try sets(arguments, context).first ?? ValueSet()
            return .bool(try set.elements.allSatisfy(stoppedBy: context.work) { try other.contains($0) })
        },
        of("issuperset", "whether it has all elements of the other", [others]) { set, arguments, context in
            let other = try sets(arguments, context).first ?? ValueSet()
            return .bool(try other.elements.allSatisfy(stoppedBy: context.work) { try set.contains($0) })
        },
        of("isdisjoint", "whether they have no element in common", [others]) { set, arguments, context in
            let other = try sets(arguments, context).first ?? ValueSet()
            return .bool(try other.elements.allSatisfy(stoppedBy: context.work) { try !set.contains($0) })
        },
    ]
}
