import CKernels

/// Elements whose loops are also written for the vector registers of the processor, in module `CKernels`.
protocol VectorElement: ArrayElement, BinaryFloatingPoint, SIMDScalar, Codable {
    static var kernels: VectorKernels<Self> { get }
}

/// The loops of one type of number, for the best instruction set of this processor: functions of C, which share nothing.
struct VectorKernels<E>: @unchecked Sendable {
    typealias Alone = (Int, UnsafePointer<E>, UnsafeMutablePointer<E>) -> Void

    let divide: (Int, UnsafePointer<E>, Int, UnsafePointer<E>, Int, UnsafeMutablePointer<E>) -> Void
    let compare: (Int32, Int, UnsafePointer<E>, Int, UnsafePointer<E>, Int, UnsafeMutablePointer<UInt8>) -> Void
    let classify: (Int32, Int, UnsafePointer<E>, UnsafeMutablePointer<UInt8>) -> Void
    let round: (Int32, Int, UnsafePointer<E>, UnsafeMutablePointer<E>) -> Void
    /// Each number limited to [low, high]; a NaN anywhere is the result.
    let clip: (Int, UnsafePointer<E>, E, E, UnsafeMutablePointer<E>) -> Void
    /// The largest (1) or smallest (0) of one or more numbers; NaN wherever there is one.
    let extreme: (Int, UnsafePointer<E>, Int32) -> E
    /// The second becomes the larger (1) or smaller (0) of both.
    let joinExtreme: (Int, UnsafePointer<E>, UnsafeMutablePointer<E>, Int32) -> Void
    /// The second becomes the sum of both.
    let add: Alone
    /// Functions of a number that have a loop of their own.
    let functions: [UnaryFunction: Alone]

    /// The loop of a function; where it is used, stepped rows go through it one number at a time, so that a number's result
    /// does not depend on where it lies.
    func unary(_ function: UnaryFunction) -> UnaryKernel? {
        if let loop = functions[function] { return alone(loop) }
        let rounding: Int? = [UnaryFunction.floor, .ceil, .trunc, .rint].firstIndex(of: function)
        if let rounding { return alone { [round] in round(Int32(rounding), $0, $1, $2) } }
        let kind: Int? = [UnaryFunction.isnan, .isinf, .isfinite].firstIndex(of: function)
        return kind.map { kind in alone { [classify] in classify(Int32(kind), $0, $1, $2) } }
    }

    func binary(_ function: BinaryFunction) -> BinaryKernel? {
        if function == .divide { return pair(divide) }
        let signs: [BinaryFunction] = [.less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual]
        return signs.firstIndex(of: function).map { kind in
            pair { [compare] in compare(Int32(kind), $0, $1, $2, $3, $4, $5) }
        }
    }

    private func alone<R>(_ loop: @escaping (Int, UnsafePointer<E>, UnsafeMutablePointer<R>) -> Void) -> UnaryKernel {
        { a, aStep, out, outStep, count in
            let (x, o) = (a.assumingMemoryBound(to: E.self), out.assumingMemoryBound(to: R.self))
            if aStep == 1, outStep == 1 { return loop(count, x, o) }
            for place in 0..<count { loop(1, x + place * aStep, o + place * outStep) }
        }
    }

    private func pair<R>(
        _ loop: @escaping (Int, UnsafePointer<E>, Int, UnsafePointer<E>, Int, UnsafeMutablePointer<R>) -> Void
    ) -> BinaryKernel {
        { a, aStep, b, bStep, out, outStep, count in
            let (x, y) = (a.assumingMemoryBound(to: E.self), b.assumingMemoryBound(to: E.self))
            let o = out.assumingMemoryBound(to: R.self)
            if outStep == 1, aStep == 1 || aStep == 0, bStep == 1 || bStep == 0, aStep + bStep > 0 {
                return loop(count, x, aStep, y, bStep, o)
            }
            for place in 0..<count { loop(1, x + place * aStep, 1, y + place * bStep, 1, o + place * outStep) }
        }
    }
}

extension Double: VectorElement {
    static let kernels: VectorKernels<Double> = {
        let table = ck_doubles_at_level(ck_best_level()).pointee
        return VectorKernels(
            divide: table.divide, compare: table.compare, classify: table.classify, round: table.round,
            clip: table.clip, extreme: table.extreme, joinExtreme: table.extreme_columns, add: table.add_columns,
            functions: [
                .sqrt: table.root, .exp: table.exponential, .log: table.logarithm, .cube: table.third_power,
                .fourthPower: table.fourth_power,
            ])
    }()
}

extension Float: VectorElement {
    static let kernels: VectorKernels<Float> = {
        let table = ck_floats_at_level(ck_best_level()).pointee
        return VectorKernels(
            divide: table.divide, compare: table.compare, classify: table.classify, round: table.round,
            clip: table.clip, extreme: table.extreme, joinExtreme: table.extreme_columns, add: table.add_columns,
            functions: [.sqrt: table.root])
    }()
}
