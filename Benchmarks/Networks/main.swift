// Prints the processor time of training small networks as a ratio to plain C over OpenBLAS, and to the frameworks that are
// installed, measured in the same run. Words on the command line choose lines of the table by name.
import Foundation
import Answers
import Tensors

let reference = try Reference()
let peers = Peers()
print(
    "kernels: \(["portable", "AVX2", "AVX-512"][Kernels.bestLevel]); processor time, medians; ratio = Descent / other")
for name in peers.missing { print("\(name) is not installed: skipped") }
let headings = ["Descent", "C + OpenBLAS", "ratio", "bar"] + peers.installed.flatMap { [$0.name, "ratio"] }
print(line("work", headings))
var missed = 0
let chosen = CommandLine.arguments.dropFirst()
for bench in Bench.all where chosen.isEmpty || chosen.contains(bench.name) {
    // The others run before and after, so that a drifting clock shows on both sides.
    let before = try bench.others(reference, peers)
    let own = try bench.time()
    let after = try bench.others(reference, peers)
    let others = zip(before, after).map { pair in pair.0.flatMap { a in pair.1.map { 0.5 * (a + $0) } } }
    var cells = [Bench.text(own)]
    for (number, other) in others.enumerated() {
        cells += [other.map(Bench.text) ?? "–", other.map { (own / $0).short(3) } ?? "–"]
        if number == 0 { cells.append(bench.barText) }
    }
    let ratios = others.map { other in other.map { own / $0 } }
    let pyTorch = peers.installed.firstIndex { $0.name == "PyTorch" }.flatMap { ratios[$0 + 1] }
    let isMissed = bench.isMissed(ratios[0], pyTorch: pyTorch)
    missed += isMissed ? 1 : 0
    print(line("\(bench.name), batch \(bench.batch)", cells + (isMissed ? ["missed"] : [])))
}
if missed > 0 { print("\(missed) missed") }
try reference.remove()

func line(_ label: String, _ cells: [String]) -> String {
    label.padding(toLength: 24, withPad: " ", startingAt: 0)
        + cells.map { $0.padding(toLength: 14, withPad: " ", startingAt: 0) }.joined()
}
