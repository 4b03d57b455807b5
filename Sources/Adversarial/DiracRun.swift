public import Answers
internal import Networks

/// A game of the Dirac-GAN as it was played, and the rate of its spiral beside what the eigenvalues say.
public struct DiracRun: Sendable {
    /// The game whose steps these are: losses, regulariser, rate and order.
    public let game: DiracGAN
    /// Every place, the start first.
    public let path: [DiracGAN.Place]
    /// The eigenvalue of a step that was measured near the equilibrium; nil where the trajectory does not tell it.
    public let measured: ComplexNumber?
    /// Whether it ended early, at a step that would have left the finite.
    public let leavesTheFinite: Bool

    /// The place where it ended.
    public var end: DiracGAN.Place { path[path.count - 1] }

    /// Whether it draws nearer to the equilibrium: the largest distance over the last quarter is less than half of that over the first.
    public var converges: Bool {
        let quarter = Swift.max(1, path.count / 4)
        func largest(_ places: ArraySlice<DiracGAN.Place>) -> Double { places.map(\.radius).max() ?? .infinity }
        return largest(path.suffix(quarter)) < 0.5 * largest(path.prefix(quarter))
    }

    /// - Parameters:
    ///   - steps: 1 to 10⁶; a cancelled work ends them.
    /// - Throws: `Mistake` for steps out of range or a start that is not finite.
    public init(_ game: DiracGAN, from start: DiracGAN.Place, steps: Int, work: Work = Work()) throws {
        guard (1...1_000_000).contains(steps) else {
            throw Mistake("steps = \(steps)", expected: "1 to 1000000", argument: "steps")
        }
        guard start.θ.isFinite, start.ψ.isFinite else {
            throw Mistake("the start is not finite", expected: "two finite numbers", argument: "start")
        }
        var path = [start]
        path.reserveCapacity(steps + 1)
        var leaves = false
        for _ in 0..<steps {
            if work.isCancelled { break }
            let next = game.next(path[path.count - 1])
            guard next.θ.isFinite, next.ψ.isFinite else {
                leaves = true
                break
            }
            path.append(next)
        }
        (self.game, self.path, leavesTheFinite) = (game, path, leaves)
        measured = DiracRun.measuredEigenvalue(game)
    }

    /// The eigenvalue of a step, told from a trajectory alone (Prony 1795): near the equilibrium successive places satisfy
    /// p₂ = a·p₁ + b·p₀, and the roots of λ² = a·λ + b are the eigenvalues, of which the one with the larger modulus is given. The trajectory
    /// begins at a distance of 10⁻⁵, where what is not linear is of the order of 10⁻¹⁰ of what is, and one that leaves is followed to 10⁻⁴.
    static func measuredEigenvalue(_ game: DiracGAN) -> ComplexNumber? {
        var places = [DiracGAN.Place(θ: 1e-5, ψ: 0.5e-5)]
        while places.count < 25 {
            let next = game.next(places[places.count - 1])
            guard next.radius < 1e-4 else { break }
            places.append(next)
        }
        guard places.count > 3 else { return nil }
        // Normal equations of p₂ ≈ a·p₁ + b·p₀ over both coordinates and all steps.
        var (s11, s10, s00, r1, r0) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for k in 2..<places.count {
            for (p2, p1, p0) in [
                (places[k].θ, places[k - 1].θ, places[k - 2].θ), (places[k].ψ, places[k - 1].ψ, places[k - 2].ψ),
            ] {
                s11 += p1 * p1
                s10 += p1 * p0
                s00 += p0 * p0
                r1 += p2 * p1
                r0 += p2 * p0
            }
        }
        let determinant = s11 * s00 - s10 * s10
        guard determinant > 1e-12 * s11 * s00 else { return nil }
        let a = (r1 * s00 - r0 * s10) / determinant
        let b = (r0 * s11 - r1 * s10) / determinant
        let inside = a * a / 4 + b
        guard inside >= 0 else { return ComplexNumber(a / 2, (-inside).squareRoot()) }
        return ComplexNumber(a / 2 + (a < 0 ? -inside.squareRoot() : inside.squareRoot()), 0)
    }
}

extension DiracRun: Presentable {
    /// `Dirac-GAN`
    public static var kind: String { "Dirac-GAN" }

    private var name: String {
        let addition =
            switch game.regulariser {
            case .none: ""
            case .noise: ", noise \(game.strength.short())"
            case .r1: ", R1 \(game.strength.short())"
            case .clip: ", clipped to ±\(game.strength.short())"
            }
        return "Dirac-GAN, \(game.loss.rawValue)\(addition), \(game.order.rawValue), rate \(game.rate.short())"
    }

    /// Where it went.
    public var summary: String { "\(name): radius \(path[0].radius.short(3)) → \(end.radius.short(3))" }

    /// Eigenvalues, the rate of the spiral, and the end.
    public func table(width: Int) -> String {
        let flow = game.eigenvalues
        let step = game.stepEigenvalues
        var rows: [(term: String, meaning: String)] = [
            ("flow", flow.map(\.text).joined(separator: ", ") + ": eigenvalues of the field's Jacobian at (0, 0)"),
            ("step", step.map(\.text).joined(separator: ", ") + ": eigenvalues of one step there"),
            (
                "radius ×",
                "\(step[0].modulus.short(8)) a step by the eigenvalue, \(measured.map { $0.modulus.short(8) } ?? "–") measured"
            ),
        ]
        if turns {
            rows.append(
                (
                    "turn",
                    "\(step[0].angle.short(8)) a step by the eigenvalue, \(measured.map { abs($0.angle).short(8) } ?? "–") measured"
                ))
        }
        rows.append(
            (
                "path",
                "\(path.count - 1) steps from (\(path[0].θ.short()), \(path[0].ψ.short())) to (\(end.θ.short()), \(end.ψ.short()))"
                    + (leavesTheFinite ? ", and beyond all numbers with the next" : "")
            ))
        return name + "\n" + TextTable.definitions(rows, width: width) + "\n"
            + TextTable.wrap(verdict, width).joined(separator: "\n")
    }

    /// Whether a step near the equilibrium turns about it; otherwise both eigenvalues are real.
    private var turns: Bool { game.stepEigenvalues[0].imaginary != 0 }

    /// What the eigenvalues of a step say, and whether this path does it.
    private var verdict: String {
        let modulus = game.stepEigenvalues[0].modulus
        let isClipped = game.regulariser == .clip
        if abs(modulus - 1) < 1e-9 {
            return turns
                ? "It turns: near the equilibrium a step keeps the distance, as its eigenvalue has modulus 1. Nothing draws it in but what "
                    + "is not linear\(isClipped ? ", and the bound does not either" : "")."
                : "An eigenvalue of 1 with nothing that turns: near the equilibrium no step draws it in along one direction, and where it "
                    + "goes is left to what is not linear."
        }
        guard modulus < 1 else {
            return turns
                ? "It spirals outwards, away from the equilibrium\(isClipped ? ", until the bound holds ψ" : "")."
                : "It leaps from side to side and away from the equilibrium: an eigenvalue below −1 says that the rate is too large for "
                    + "this strength."
        }
        let way = turns ? "It spirals inwards" : "It is drawn in without turning"
        return way
            + (converges ? ": the equilibrium is reached." : " near the equilibrium; this path has not come there.")
    }

    /// Whether it reaches the equilibrium.
    public var sentence: String { "\(summary). \(verdict)" }

    /// All numbers.
    public var json: JSON {
        func pair(_ z: ComplexNumber) -> JSON { .array([.number(z.real), .number(z.imaginary)]) }
        return .members([
            "kind": .string(Self.kind), "loss": .string(game.loss.rawValue),
            "regulariser": .string(game.regulariser.rawValue), "strength": .number(game.strength),
            "rate": .number(game.rate), "order": .string(game.order.rawValue),
            "eigenvalues": .array(game.eigenvalues.map(pair)),
            "step_eigenvalues": .array(game.stepEigenvalues.map(pair)),
            "measured": measured.map(pair) ?? .null, "steps": .integer(path.count - 1),
            "radius": .array([.number(path[0].radius), .number(end.radius)]),
        ])
    }
}
