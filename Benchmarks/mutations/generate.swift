// Writes Mutants.swift: for each line of the table below, a copy of a rule's own source with that one change.
// Called by ./run with the rules' folder and the file to write. A change whose text is not found exactly once stops
// everything: then the table no longer speaks of the code as it is.
import Foundation

/// One deliberate mistake in one rule.
struct Mutation {
    var rule: String
    var from: String
    var to: String
    var kind: String
    init(_ rule: String, _ kind: String, _ from: String, _ to: String) {
        self.rule = rule
        self.kind = kind
        self.from = from
        self.to = to
    }
}

let table: [Mutation] = [
    .init("GradientDescent", "sign", "θ - probe.note", "θ + probe.note"),
    .init(
        "SGD", "sign of the velocity (Keras)", "momentum * s.m - (c.η * c.share) * g",
        "momentum * s.m + (c.η * c.share) * g"),
    .init("SGD", "no momentum in the velocity (PyTorch)", "momentum * s.m + c.share * g", "s.m + c.share * g"),
    .init(
        "SGD", "dampening in the first step too", "clock.step == 1 && !dampensFirst ? 1 : 1 - dampening",
        "1 - dampening"),
    .init("SGD", "Nesterov from the gradient alone", "g + momentum * s.m) : s.m", "g) : s.m"),
    .init(
        "SGD", "Nesterov's rate forgotten (Keras)", "momentum * s.m - c.η * g) : θ + s.m",
        "momentum * s.m - g) : θ + s.m"),
    .init("Adagrad", "v forgets", "s.v + g * g", "g * g"),
    .init("Adagrad", "ε on the other side of the root", "εInRoot ? √(v + ε) : √v + ε", "!εInRoot ? √(v + ε) : √v + ε"),
    .init("Adagrad", "t instead of t − 1", "Double(clock.step - 1) * lrDecay", "Double(clock.step) * lrDecay"),
    .init("Adagrad", "starts from zero", "Slots(v: V(initialAccumulator))", "Slots(v: V(0))"),
    .init("Adadelta", "u updated before it is used", "√(s.a + ε) / √(s.v + ε) * g", "√(ρ * s.a + ε) / √(s.v + ε) * g"),
    .init("Adadelta", "Δ not squared", "(1 - ρ) * (Δ * Δ)", "(1 - ρ) * Δ"),
    .init("Adadelta", "1 − ρ missing", "ρ * s.v + (1 - ρ) * (g * g)", "ρ * s.v + (g * g)"),
    .init("RMSprop", "g not squared", "ρ * s.v + (1 - ρ) * (g * g)", "ρ * s.v + (1 - ρ) * magnitude(g)"),
    .init(
        "RMSprop", "ε on the other side of the root", "return εInRoot ? √(w + ε) : √w + ε",
        "return !εInRoot ? √(w + ε) : √w + ε"),
    .init("RMSprop", "mean not taken off", "w - mean * mean)", "w + mean * mean)"),
    .init("RMSprop", "rate outside the buffer", "momentum * s.m + c.η * u)", "momentum * s.m + u)"),
    .init("RMSprop", "bias not corrected", "var w = correctsBias ? s.v / c.correction : s.v", "var w = s.v"),
    .init("Rprop", "grows after a flip", "then: V(shrink), otherwise: V(1)", "then: V(grow), otherwise: V(1)"),
    .init(
        "Rprop", "moves after a flip", "let kept = V.choose(V(0), exceeds: agreement, then: V(0), otherwise: g)",
        "let kept = g"),
    .init(
        "Rprop", "no delay (optax)", "probe.note(\"move\", \"the signed step of the update before\", before)",
        "probe.note(\"move\", \"\", s.m)"),
    .init("Adam", "sign", "return θ - c.rate * u", "return θ + c.rate * u"),
    .init(
        "Adam", "no bias correction of m", "let correction1 = correctsBias ? 1 - clock.p1 : 1", "let correction1 = 1.0"),
    .init(
        "Adam", "no bias correction of v", "let correction2 = correctsBias ? 1 - clock.p2 : 1", "let correction2 = 1.0"),
    .init(
        "Adam", "β₁ and β₂ exchanged in the correction", "clock.p1 = Clock.decayed(clock.p1, by: β1)",
        "clock.p1 = Clock.decayed(clock.p1, by: β2)"),
    .init("Adam", "ε̂ form exchanged", "guard hatForm else", "guard !hatForm else"),
    .init("Adam", "ε inside the root", "s.m / (spread + ε)", "s.m / √(spread * spread + ε)"),
    .init("Adam", "1 − β₁ missing", "β1 * s.m + (1 - β1) * g", "β1 * s.m + g"),
    .init("Adam", "1 − β₂ missing", "β2 * s.v + (1 - β2) * (g * g)", "β2 * s.v + (g * g)"),
    .init("Adam", "g not squared", "(1 - β2) * (g * g)", "(1 - β2) * magnitude(g)"),
    .init("Adam", "maximum forgets", "larger(s.a, s.v))", "s.v)"),
    .init("Adam", "maximum of raw v in optax", "larger(s.a, s.v / c.correction2)", "larger(s.a, s.v)"),
    .init("Adam", "ε_root outside the root", "√(s.v / c.correction2 + εRoot)", "√(s.v / c.correction2) + εRoot"),
    .init("Adamax", "sum instead of maximum", "larger(β2 * s.v, size)", "β2 * s.v + size"),
    .init(
        "Adamax", "ε in the other place", "εInMaximum ? magnitude(g) + ε : magnitude(g)",
        "!εInMaximum ? magnitude(g) + ε : magnitude(g)"),
    .init("Adamax", "no bias correction", "return η / correction", "return η"),
    .init("Nadam", "look-ahead one step late", "clock.p4 = μ(clock.step + 1)", "clock.p4 = μ(clock.step)"),
    .init("Nadam", "product without the next μ", "(correctsAlike ? 1 : clock.p4)", "1"),
    .init("Nadam", "gradient's share with μ of the next step", "η * (1 - clock.p3) / now", "η * (1 - clock.p4) / now"),
    .init("Nadam", "0.96 as a rate, not a power", "Double.pow(0.96, Double(t) * ψ)", "0.96 * Double(t) * ψ"),
    .init("RAdam", "threshold never met", "ρ > threshold : ρ >= threshold", "ρ > 1e9 : ρ > 1e9"),
    .init("RAdam", "r without ρ∞", "let top = (ρ - 4) * (ρ - 2) * ρMax", "let top = (ρ - 4) * (ρ - 2)"),
    .init("RAdam", "2t without t", "2 * Double(clock.step) * clock.p2", "2 * clock.p2"),
    .init(
        "RAdam", "ε after the correction (PyTorch)", "(√v + ε) / c.correction2.squareRoot()",
        "√v / c.correction2.squareRoot() + ε"),
    .init("AdaBelief", "surprise from the gradient alone", "\"what was not expected\", g - s.m)", "\"\", g)"),
    .init(
        "AdaBelief", "ε_root once only", "β2 * s.v + (1 - β2) * (surprise * surprise) + εRoot",
        "β2 * s.v + (1 - β2) * (surprise * surprise)"),
    .init("Yogi", "sign turned", "s.v - (1 - β2) * (sign(", "s.v + (1 - β2) * (sign("),
    .init("Yogi", "Adam's v", "s.v - (1 - β2) * (sign(s.v - square) * square)", "β2 * s.v + (1 - β2) * square"),
    .init("Yogi", "moments start at 0", "Slots(m: V(initialMoment), v: V(initialMoment))", "Slots()"),
    .init("Lion", "β₁ and β₂ exchanged", "sign(β1 * s.m + (1 - β1) * g)", "sign(β2 * s.m + (1 - β2) * g)"),
    .init("Lion", "momentum not decayed with β₂", "β2 * s.m + (1 - β2) * g)\n", "β1 * s.m + (1 - β1) * g)\n"),
    .init("SignSGD", "gradient instead of sign", "sign(g)) }", "g) }"),
    .init("SignSGD", "the mean forgets", "momentum * s.m + (1 - momentum) * g", "g"),
    .init("PolyakSGD", "the norm for its square", "norm * norm + ε", "norm + ε"),
    .init("MoMo", "the line forgotten", "pull * (clock.p1 - clock.p2) + line", "pull * (clock.p1 - clock.p2)"),
    .init("MoMo", "the bound not corrected", "Swift.min(η / correction, gap / size)", "Swift.min(η, gap / size)"),
    .init("COCOB", "reward below zero", "larger(s.b - g * (θ - s.c), V(0))", "(s.b - g * (θ - s.c))"),
    .init("DAdaptAdamW", "√β₂ is β₂", "let β3 = β2.squareRoot()", "let β3 = β2"),
    .init("Ftrl", "σ without the old root", "after - s.v.power(-power) / η", "after"),
    .init("Ftrl", "l1 not clipped", "(clipped - s.m)", "(-s.m)"),
    .init("Ftrl", "2·l2 as l2", "(2 * l2 + β / η)", "(l2 + β / η)"),
    .init("Ftrl", "shrinkage counted once", "(2 * l2Shrinkage) * θ", "l2Shrinkage * θ"),
    .init("ASGD", "rate falls from the first step", "let t = Double(clock.step - 1)", "let t = Double(clock.step)"),
    .init("ASGD", "decay missing", "θ - (λ * c.η) * θ - c.η * g", "θ - c.η * g"),
    .init("Adan", "difference in the first step", "c.isFirst ? V(0) : g - s.b", "g - s.b"),
    .init("Adan", "no look-ahead in n", "let ahead = g + κ * d", "let ahead = g"),
    .init("Adan", "gradient of the step before not kept", "s.b = g\n", "s.b = d\n"),
    .init(
        "LAMB", "norms exchanged", "Swift.min(weight / size, largestRatio) : 1",
        "Swift.min(size / weight, largestRatio) : 1"),
    .init("LAMB", "decay outside the ratio", "direction + decay * θ[i]", "direction"),
    .init(
        "LARS", "ratio without c", "trust * weight / (square.squareRoot() + ε)", "weight / (square.squareRoot() + ε)"),
    .init("LARS", "decay missing", "\"g + λ·θ\", block.gradient[i] + decay * θ[i])", "\"\", block.gradient[i])"),
    .init("NovoGrad", "1 − β₁ in the momentum", "β1 * m[i] + u)", "β1 * m[i] + (1 - β1) * u)"),
    .init("NovoGrad", "first v decayed too", "clock.step == 1 ? size * size :", "clock.step == 0 ? size * size :"),
    .init("Adafactor", "power of t without its sign", "Double.pow(t, β2Decay)", "Double.pow(t, -β2Decay)"),
    .init("Adafactor", "rate not relative", "Swift.max(ε2, length(θ, tensor.range) / n) * ρ", "ρ"),
    .init("Adafactor", "step not clipped", "clips ? Swift.max(1,", "!clips ? Swift.max(1,"),
    .init("Fromage", "no shrinking", "1 / (1 + η * η).squareRoot()", "1 + 0 * η"),
    .init("SM3", "accumulator is not a sum", "+ g * g)\n", ")\n"),
    .init("SM3", "1 − μ missing", "(1 - momentum) * u", "u"),
    .init("Muon", "momentum missing", "momentum * m[i] + (1 - momentum) * g)", "g)"),
    .init("Muon", "no normalisation", "x[i] = rounded(x[i] / size)", "x[i] = rounded(x[i])"),
    .init("Muon", "rows and columns exchanged", "Double(columns) / Double(rows)", "Double(rows) / Double(columns)"),
    .init("Muon", "the companion's decay forgotten", "block.decay = η * companionDecay", "block.decay = 0"),
    .init("Muon", "one power for both corrections (optax)", "nesterov ? t + 1 : t", "t"),
    .init("Muon", "no bfloat16", "guard bfloat16 else", "guard bfloat16, x.isNaN else"),
    .init("Adafactor", "ε₁ not added", "addsε1 ? g * g + floor(S.self) : g * g", "g * g"),
    .init("Adafactor", "columns for rows", "place += rest % extent * stride", "place += rest % extent"),
    .init("Adafactor", "no cap", "isCapped ? Swift.min(η, 1 / t.squareRoot()) : η", "η"),
    .init(
        "Adafactor", "capped everywhere", "isCapped ? Swift.min(η, 1 / t.squareRoot()) : η",
        "Swift.min(η, 1 / t.squareRoot())"),
    .init("Muon", "one iteration less", "for _ in 0..<iterations", "for _ in 1..<Swift.max(1, iterations)"),
    .init("OptimisticGD", "no look at the gradient before", "- β * before", "- 0 * before"),
    .init(
        "ADOPT", "the newest gradient in its own denominator", "g / larger(√s.v, V(ε))", "g / larger(√(g * g), V(ε))"),
    .init("ADOPT", "bound of the step after", "Double(clock.step - 1), 4)", "Double(clock.step), 4)"),
    .init("ACProp", "centred after the mean has moved", "let surprise = g - s.m", "let surprise = β1 * (g - s.m)"),
    .init("ACProp", "correction of this step", "1 - clock.p3", "1 - clock.p2"),
    .init("SimplifiedAdEMAMix", "a mean instead of a sum", "β1 * s.m + g)", "β1 * s.m + (1 - β1) * g)"),
    .init("MADGRAD", "square root", "power(1.0 / 3)", "power(1.0 / 2)"),
    .init("MADGRAD", "λ without √t", "Double(clock.step).squareRoot()", "1"),
    .init("DoWG", "gradients not weighted", "clock.p1 * size * size", "size * size"),
    .init("AdEMAMix", "slow mean forgotten", "+ α * s.a", "+ 0 * s.a"),
    .init("AdEMAMix", "slow mean decays like the fast one", "β3 * s.a + (1 - β3) * g", "β1 * s.a + (1 - β1) * g"),
    .init("ScheduleFree", "average one step behind", "1 / Double(clock.step)", "1 / Double(clock.step + 1)"),
    .init("ScheduleFree", "gradients taken at z", "return (1 - β) * s.a + β * s.b", "return s.a"),
    .init(
        "DoG", "distance instead of its maximum", "Swift.max(clock.p1, travelled.squareRoot())",
        "travelled.squareRoot() + 1e-9"),
    .init("DoG", "gradients forgotten", "clock.p2 += size * size", "clock.p2 = size * size"),
    .init("Prodigy", "ε of the other step", "(εOfThisStep ? d : clock.p1) * ε", "(!εOfThisStep ? d : clock.p1) * ε"),
    .init("Prodigy", "η in s in spite of the warm-up", "(isSafeInWarmup ? d : rate)", "rate"),
    .init("Prodigy", "bias not corrected", "correctsBias ? (1 - clock.p4).squareRoot() / (1 - clock.p3) : 1", "1.0"),
    .init("Sophia", "bias not corrected", "correctsBias ? 1 - clock.p1 : 1", "1.0"),
    .init("Sophia", "an estimate counts at once", "larger(γ * s.v, V(ε))", "larger(γ * s.a, V(ε))"),
    .init("Prodigy", "d only once in v", "((1 - β2) * d * d)", "((1 - β2) * d)"),
]

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
}

guard CommandLine.arguments.count == 3 else { fail("usage: generate RULES-FOLDER OUTPUT") }
var out = "import Answers\nimport Numbers\nimport RealModule\n\n@testable import Optimizers\n\n"
var entries = ""
for (number, mutation) in table.enumerated() {
    let path = CommandLine.arguments[1] + "/\(mutation.rule).swift"
    guard var text = try? String(contentsOfFile: path, encoding: .utf8) else { fail("no rule at \(path)") }
    // The card stays with the true rule.
    text = text.components(separatedBy: "\nextension ").filter { !$0.contains("RuleCard(") }.joined(
        separator: "\nextension ")
    guard text.components(separatedBy: mutation.from).count == 2 else {
        fail("\(mutation.rule): not exactly once in its source: \(mutation.from)")
    }
    text = text.replacingOccurrences(of: mutation.from, with: mutation.to)
    let lines = text.components(separatedBy: "\n").filter { !$0.hasPrefix("import ") }
    let name = "\(mutation.rule)\(number)"
    text = lines.joined(separator: "\n").replacingOccurrences(
        of: "\\b\(mutation.rule)\\b", with: name, options: .regularExpression)
    out += text + "\n"
    entries +=
        "        Mutant(\"\(mutation.rule)\", \"\(mutation.kind)\") { changed($0, \(mutation.rule).self, \(name).self) },\n"
}
out += "func allMutants() -> [Mutant] {\n    [\n\(entries)    ]\n}\n"
do { try out.write(toFile: CommandLine.arguments[2], atomically: true, encoding: .utf8) } catch { fail("\(error)") }
