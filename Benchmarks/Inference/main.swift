import Answers
import Datasets
import Foundation
import Inference
import Networks
import Numbers
import Optimizers
import Training

// What inference in integers brings on this machine, on one core: int8 beside our own Float32 at several batches, by each set of
// instructions that the processor has; whether zeros save time; and how fast requests are simulated.
//
//     inference-benchmark [calls=400]

let given = Dictionary(
    CommandLine.arguments.dropFirst().compactMap { argument in
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[0], parts[1]) : nil
    }, uniquingKeysWith: { $1 })
let calls = given["calls"].flatMap { Int($0) } ?? 400
var missed = 0

func line(_ label: String, _ cells: [String]) {
    print(
        label.padding(toLength: 30, withPad: " ", startingAt: 0)
            + cells.map { $0.padding(toLength: 14, withPad: " ", startingAt: 0) }.joined())
}

func spell(_ milliseconds: Double) -> String { "\((1000 * milliseconds).short(4)) µs" }

/// Seconds that this thread has computed; time in which it waited for a processor does not count.
func processorSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return Double(now.tv_sec) + 1e-9 * Double(now.tv_nsec)
}

/// Median milliseconds of both, measured in turn three times, so that a drifting clock shows on both sides; the smallest median counts.
func inTurn(_ one: some Predictor, _ two: some Predictor, batch: Int) throws -> (one: Double, two: Double) {
    var best = (one: Double.infinity, two: Double.infinity)
    for _ in 0..<3 {
        let n = max(20, calls / batch)
        best.one = min(best.one, try Latency(one, batches: [batch], n: n).rows[0].quantile(0.5))
        best.two = min(best.two, try Latency(two, batches: [batch], n: n).rows[0].quantile(0.5))
    }
    return best
}

let data = try Dataset.shapes28(n: 256, flat: true, seed: 1)
let layers = [
    DenseLayer(units: 512, activation: .relu), DenseLayer(units: 512, activation: .relu), DenseLayer(units: 10),
]
let model = Model(Architecture(layers, inputShape: [784]), seed: 1)
_ = try model.build()

print("784–512–512–10, one core, medians; ratio = float32 / int8; bar 2 at batch 1")
line("instructions, batch", ["float32", "int8", "ratio"])
for level in ByteKernels.names.indices {
    guard let kernels = ByteKernels(level: level) else { continue }
    let quantized = try QuantizedModel(model, calibration: data.x, kernels: kernels)
    for batch in level == ByteKernels.best.level ? [1, 8, 64] : [1] {
        let found = try inTurn(model, quantized, batch: batch)
        let ratio = found.one / found.two
        let isMissed = batch == 1 && level == ByteKernels.best.level && ratio < 2
        missed += isMissed ? 1 : 0
        line(
            "\(kernels.name), \(batch)",
            [spell(found.one), spell(found.two), ratio.short(3)] + (isMissed ? ["missed"] : []))
    }
}

print("\nzeros in dense code, batch 1; ratio = 90 % zeros / none")
let pruned = try PrunePlan().prune(model, 0.9)
let zeros = try inTurn(model, pruned, batch: 1)
line("float32", [spell(zeros.one), spell(zeros.two), (zeros.two / zeros.one).short(3)])

print("\na million requests simulated; bar 1 s")
for batch in [1, 64] {
    let plan = try ServePlan(cost: ServiceCost(fixed: 1, each: 0.1), n: 1_000_000, seed: 1)
    let start = processorSeconds()
    let row = try plan.run(rate: 800, batch: batch)
    let whole = processorSeconds() - start
    missed += whole > 1 ? 1 : 0
    line("batch \(batch)", ["\(whole.short(3)) s", "p99 \(row.p99.short(3)) ms"])
}
if missed > 0 { print("\(missed) missed") }
