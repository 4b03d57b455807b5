import Answers

/// Methods of generators and other iterators.
enum IteratorMembers {
    /// The next value, which is there.
    static func value(_ next: Value?, of iterator: IteratorObject) throws -> Value {
        if let next { return next }
        throw end(of: iterator)
    }

    /// The StopIteration of an iterator; what a generator returned is its argument.
    static func end(of iterator: IteratorObject) -> Diagnostic {
        let result = iterator.result
        return Mistake("there is no next value").raised(
            as: "StopIteration", result.isNone ? "" : result.repr, with: result.isNone ? [] : [result])
    }

    nonisolated(unsafe) static let all: [BuiltinMember] = [
        BuiltinMember("__next__", "the next value") { value, _, context in
            guard case .object(let iterator as IteratorObject) = value else { return .none }
            return try IteratorMembers.value(iterator.next(context.machine), of: iterator)
        },
        BuiltinMember("close", "ends a generator, whose finally blocks are run") { value, _, context in
            if case .object(let generator as GeneratorObject) = value { try context.machine.close(generator) }
            return .none
        },
        BuiltinMember(
            "send", "goes on with a generator, whose yield gives a value",
            [Parameter("value", .any, .required, "what yield gives inside")]
        ) { value, arguments, context in
            let sent = arguments["value"]
            guard case .object(let generator as GeneratorObject) = value else { return .none }
            if generator.next == 0, !sent.isIdentical(to: .none) {
                throw Mistake("a generator that has not begun takes no value", try: "next(generator) first").raised(
                    as: "TypeError", "can't send non-None value to a just-started generator")
            }
            return try IteratorMembers.value(context.machine.resume(generator, sending: sent), of: generator)
        },
        BuiltinMember(
            "throw", "raises an exception where a generator waits",
            [Parameter("exception", .any, .required, "what is raised")]
        ) { value, arguments, context in
            guard case .object(let generator as GeneratorObject) = value else { return .none }
            let error = try context.machine.raised(arguments["exception"], cause: nil)
            return try IteratorMembers.value(context.machine.resume(generator, raising: error), of: generator)
        },
    ]
}
