import Answers

/// Turns a formula's graph into a `FormulaProgram`: constants folded, whole powers made products, dead nodes dropped,
/// registers reused as soon as their value has been read for the last time.
struct FormulaCompiler {
    private struct Step {
        var instruction: FormulaProgram.Instruction
        /// Operands as earlier steps (or the variables, −1 and −2).
        var operands: [Int]
    }

    /// What a node became: a number known now, or a step (the variables are −1 and −2).
    private enum Place: Hashable {
        case constant(UInt64)
        case step(Int)
    }

    private struct Key: Hashable {
        var opcode: FormulaProgram.Opcode
        var unary: UnaryOperation
        var binary: BinaryOperation
        var constant: UInt64
        var landscape: UInt32
        var operands: [Int]
    }

    private var steps: [Step] = []
    private var known: [Key: Int] = [:]

    static func compile(_ formula: Formula) -> FormulaProgram {
        var compiler = FormulaCompiler()
        var places: [Place] = []
        places.reserveCapacity(formula.contents.count)
        for (index, content) in formula.contents.enumerated() {
            let known = formula.constantValue(of: Formula.Node(index: index))
            places.append(known.map { .constant($0.bitPattern) } ?? compiler.place(of: content, places))
        }
        let result = compiler.step(places[formula.result.index])
        return compiler.allocated(result: result, landscapes: formula.landscapes)
    }

    // MARK: - From nodes to steps

    private mutating func place(of content: Formula.Content, _ places: [Place]) -> Place {
        switch content {
        case .constant(let bits): return .constant(bits)
        case .variable(let index): return .step(-1 - index)
        case .unary(let operation, let a): return unary(operation, places[a])
        case .binary(let operation, let a, let b): return binary(operation, places[a], places[b])
        case .choose(let condition, let then, let otherwise):
            if let known = number(places[condition]) { return known != 0 ? places[then] : places[otherwise] }
            return add(.init(opcode: .choose), [places[condition], places[then], places[otherwise]])
        case .call(let landscape, let x, let y):
            return add(.init(opcode: .call, c: UInt32(landscape)), [places[x], places[y]])
        }
    }

    private mutating func unary(_ operation: UnaryOperation, _ a: Place) -> Place {
        if operation == .negate { return add(.init(opcode: .multiplyByConstant, constant: -1), [a]) }
        return add(.init(opcode: .unary, unary: operation), [a])
    }

    private mutating func binary(_ operation: BinaryOperation, _ a: Place, _ b: Place) -> Place {
        switch (number(a), number(b)) {
        case (let left?, nil):
            if let place = withConstant(left, operation, b) { return place }
        case (nil, let right?):
            if let place = withConstant(a, operation, right) { return place }
        default: break
        }
        switch operation {
        case .add: return add(.init(opcode: .add), [a, b])
        case .subtract: return add(.init(opcode: .subtract), [a, b])
        case .multiply: return a == b ? square(a) : add(.init(opcode: .multiply), [a, b])
        case .divide: return add(.init(opcode: .divide), [a, b])
        default: return add(.init(opcode: .binary, binary: operation), [a, b])
        }
    }

    /// Constant on the left.
    private mutating func withConstant(_ c: Double, _ operation: BinaryOperation, _ b: Place) -> Place? {
        switch operation {
        case .add: add(.init(opcode: .addConstant, constant: c), [b])
        case .subtract: add(.init(opcode: .subtractFromConstant, constant: c), [b])
        case .multiply: c == 1 ? b : add(.init(opcode: .multiplyByConstant, constant: c), [b])
        default: nil
        }
    }

    /// Constant on the right.
    private mutating func withConstant(_ a: Place, _ operation: BinaryOperation, _ c: Double) -> Place? {
        switch operation {
        case .add: add(.init(opcode: .addConstant, constant: c), [a])
        case .subtract: add(.init(opcode: .addConstant, constant: -c), [a])
        case .multiply: c == 1 ? a : add(.init(opcode: .multiplyByConstant, constant: c), [a])
        case .divide: c == 1 ? a : add(.init(opcode: .divideByConstant, constant: c), [a])
        case .power: power(a, c)
        default: nil
        }
    }

    /// Small whole powers become products by repeated squaring, x^0.5 a root.
    private mutating func power(_ a: Place, _ exponent: Double) -> Place? {
        if exponent == 0.5 { return add(.init(opcode: .unary, unary: .sqrt), [a]) }
        guard exponent == exponent.rounded(), exponent.magnitude < 0x1p31 else { return nil }
        if exponent == 0 { return constant(1) }
        if exponent.magnitude > 64 { return add(.init(opcode: .wholePower, constant: exponent), [a]) }
        var remaining = Int(saturating: exponent.magnitude)
        var factor = a
        var product: Place?
        while remaining > 0 {
            if remaining & 1 == 1 {
                product = product.map { add(.init(opcode: .multiply), [$0, factor]) } ?? factor
            }
            remaining >>= 1
            if remaining > 0 { factor = square(factor) }
        }
        guard exponent < 0, let product else { return product }
        return add(.init(opcode: .divide), [constant(1), product])
    }

    private mutating func square(_ a: Place) -> Place { add(.init(opcode: .square), [a]) }

    private func constant(_ value: Double) -> Place { .constant(value.bitPattern) }

    private func number(_ place: Place) -> Double? {
        if case .constant(let bits) = place { return Double(bitPattern: bits) }
        return nil
    }

    private mutating func step(_ place: Place) -> Int {
        switch place {
        case .step(let index): return index
        case .constant(let bits):
            return append(.init(opcode: .constant, constant: Double(bitPattern: bits)), [])
        }
    }

    private mutating func add(_ instruction: FormulaProgram.Instruction, _ operands: [Place]) -> Place {
        var indices: [Int] = []
        for operand in operands { indices.append(step(operand)) }
        return .step(append(instruction, indices))
    }

    private mutating func append(_ instruction: FormulaProgram.Instruction, _ operands: [Int]) -> Int {
        let key = Key(
            opcode: instruction.opcode, unary: instruction.unary, binary: instruction.binary,
            constant: instruction.constant.bitPattern, landscape: instruction.c, operands: operands)
        if let index = known[key] { return index }
        steps.append(Step(instruction: instruction, operands: operands))
        known[key] = steps.count - 1
        return steps.count - 1
    }

    // MARK: - Registers

    private func allocated(result: Int, landscapes: [Landscape]) -> FormulaProgram {
        var lastUse = [Int](repeating: -1, count: steps.count)
        if result >= 0 { lastUse[result] = .max }
        // Backwards, so that what only dead steps use is dead too.
        for index in steps.indices.reversed() where lastUse[index] >= 0 {
            for operand in steps[index].operands where operand >= 0 && lastUse[operand] < 0 {
                lastUse[operand] = index
            }
        }
        var registers = [Int](repeating: 0, count: steps.count)
        var free: [Int] = []
        var count = 2
        func register(_ step: Int) -> Int { step < 0 ? -1 - step : registers[step] }
        var instructions: [FormulaProgram.Instruction] = []
        for index in steps.indices where lastUse[index] >= 0 {
            let step = steps[index]
            var instruction = step.instruction
            let operands = step.operands.map(register)
            if operands.count > 0 { instruction.a = UInt32(operands[0]) }
            if operands.count > 1 { instruction.b = UInt32(operands[1]) }
            if operands.count > 2 { instruction.c = UInt32(operands[2]) }
            for operand in Set(step.operands) where operand >= 0 && lastUse[operand] == index {
                free.append(registers[operand])
            }
            if let reused = free.popLast() {
                registers[index] = reused
            } else {
                registers[index] = count
                count += 1
            }
            instruction.target = UInt32(registers[index])
            instructions.append(instruction)
        }
        return FormulaProgram(
            instructions: instructions, landscapes: landscapes, result: register(result), registerCount: count)
    }
}
