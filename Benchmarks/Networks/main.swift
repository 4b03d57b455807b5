// Prints the processor time of training small networks as a ratio to plain C over OpenBLAS, measured in the same run.
// Words on the command line choose lines of the table by name.
import Foundation
import Numbers
import Tensors

let reference = try Reference()
print("kernels: \(["portable", "AVX2", "AVX-512"][Kernels.bestLevel])")
print("work                             Descent          C + OpenBLAS     ratio     bar")
let chosen = CommandLine.arguments.dropFirst()
for bench in Bench.all where chosen.isEmpty || chosen.contains(bench.name) {
    // The reference runs before and after, so that a drifting clock shows on both sides.
    let before = try reference.time(bench.referenceName, batch: bench.batch, rounds: bench.rounds)
    let own = try bench.time()
    let after = try reference.time(bench.referenceName, batch: bench.batch, rounds: bench.rounds)
    let other = 0.5 * (before + after)
    let label = "\(bench.name), batch \(bench.batch)".padding(toLength: 32, withPad: " ", startingAt: 0)
    let ratio = (own / other).short(3).padding(toLength: 9, withPad: " ", startingAt: 0)
    print(label, Bench.text(own), Bench.text(other), ratio, bench.bar.short(3))
}
if chosen.isEmpty || chosen.contains("transformer") {
    print("transformer step, batch 16      ", Bench.text(try Transformer().time()))
}
