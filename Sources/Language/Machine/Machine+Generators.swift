import Answers

/// Generators: functions that wait where they yield.
extension Machine {
    /// The next value of a generator, where its `yield` gives what is sent; nil at its end.
    func resume(_ generator: GeneratorObject, sending value: Value = .none) throws -> Value? {
        guard !generator.isFinished else { return nil }
        try checkWaiting(generator)
        if generator.next > 0 {
            generator.registers[Int(generator.function.code.instructions[generator.next - 1].a)] = value
        }
        guard !context.stack.isExhausted, depth < Machine.maximumDepth else { throw tooDeep() }
        generator.isRunning = true
        depth += 1
        defer {
            depth -= 1
            generator.isRunning = false
        }
        do {
            let function = generator.function
            let value = try context.limited(to: function.permission) {
                try run(function.code, generator.registers, function.globals, function.cells, generator)
            }
            return generator.isFinished ? nil : value
        } catch {
            generator.finish()
            // Where a generator ends is where it returns (PEP 479).
            guard Machine.isStopIteration(error) else { throw error }
            throw Mistake(
                "a StopIteration left a generator", expected: "return, where it ends",
                try: "next(…, None), or for … in …"
            ).raised(as: "RuntimeError", "generator raised StopIteration")
        }
    }

    /// What a generator does itself may not ask the generator for more.
    private func checkWaiting(_ generator: GeneratorObject) throws {
        guard generator.isRunning else { return }
        throw Mistake("a generator that is at work is asked for its next value").raised(
            as: "ValueError", "generator already executing")
    }

    /// Raises an error where a generator waits, and gives what it yields then.
    func resume(_ generator: GeneratorObject, raising error: any Error) throws -> Value? {
        try checkWaiting(generator)
        guard !generator.isFinished, generator.next > 0 else {
            generator.finish()
            throw error
        }
        generator.raising = error
        return try resume(generator)
    }

    /// Ends a generator, whose `finally` blocks are run.
    func close(_ generator: GeneratorObject) throws {
        try checkWaiting(generator)
        guard !generator.isFinished, generator.next > 0, let type = Exceptions.named("GeneratorExit") else {
            return generator.finish()
        }
        do {
            let leaving = try raised(.object(ExceptionInstance(type, [])), cause: nil)
            guard try resume(generator, raising: leaving) == nil else {
                throw Mistake("a generator that is closed yields once more").raised(
                    as: "RuntimeError", "generator ignored GeneratorExit")
            }
        } catch  where ["GeneratorExit", "StopIteration"].contains(Exceptions.instance(of: error)?.type.name) {}
    }
}
