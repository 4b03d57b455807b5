/// A number type that parameters are kept in, and the vector of it that rules run on.
protocol LaneScalar: Lane, BinaryFloatingPoint {
    associatedtype Wide: Lane
    /// How many numbers one `Wide` holds.
    static var width: Int { get }

    // A rule has one loop per number type, each compiled for it; these pick the right one.
    static func start(_ rule: any Rule, _ block: TensorBlock<Self>, _ clock: inout Clock, rate: Double)
    static func step(_ rule: any Rule, _ block: TensorBlock<Self>, _ clock: inout Clock, rate: Double)
    static func explain(
        _ rule: any Rule, _ block: TensorBlock<Self>, _ clock: inout Clock, rate: Double,
        _ probe: inout RecordingProbe)
}

extension Double: LaneScalar {
    typealias Wide = SIMD2<Double>
    static var width: Int { 2 }

    static func start(_ rule: any Rule, _ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double) {
        rule.start(block, &clock, rate: rate)
    }
    static func step(_ rule: any Rule, _ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double) {
        rule.step(block, &clock, rate: rate)
    }
    static func explain(
        _ rule: any Rule, _ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double,
        _ probe: inout RecordingProbe
    ) {
        rule.explain(block, &clock, rate: rate, &probe)
    }
}

extension Float: LaneScalar {
    typealias Wide = SIMD8<Float>
    static var width: Int { 8 }

    static func start(_ rule: any Rule, _ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double) {
        rule.start(block, &clock, rate: rate)
    }
    static func step(_ rule: any Rule, _ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double) {
        rule.step(block, &clock, rate: rate)
    }
    static func explain(
        _ rule: any Rule, _ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double,
        _ probe: inout RecordingProbe
    ) {
        rule.explain(block, &clock, rate: rate, &probe)
    }
}
