public import Answers
import Numbers
import RealModule

/// Two-class and many-class point clouds in the plane: the standard pictures of what a classifier can separate.
///
/// Each generator draws from one stream per purpose, so the same seed gives the same points, and interleaves
/// the classes so that any prefix is balanced.
extension Dataset {
    /// Two interleaving half circles of radius 1 (scikit-learn's `make_moons`).
    ///
    /// Class 0: (cos t, sin t); class 1: (1 − cos t, ½ − sin t), t uniform in [0, π]; plus Gaussian noise.
    /// - Throws: `Mistake` when `n` is below 2 or too large, or the work is cancelled.
    public static func moons(n: Int, noise: Double, seed: UInt64, work: Work = Work()) throws -> Dataset {
        try plane(
            "moons", "noise=\(noise.short(17))", n: n, classes: 2, noise: noise, seed: seed, work: work,
            remark: "Two half circles that interlock; no straight line separates them."
        ) { label, stream in
            let t = Double.pi * stream.uniform()
            let circle = Point(.cos(t), .sin(t))
            return label == 0 ? circle : Point(1 - circle.x, 0.5 - circle.y)
        }
    }

    /// A circle of radius `factor` inside one of radius 1 (scikit-learn's `make_circles`).
    ///
    /// - Throws: `Mistake` when `n` is below 2 or too large, or the work is cancelled.
    public static func circles(n: Int, noise: Double, factor: Double, seed: UInt64, work: Work = Work()) throws
        -> Dataset
    {
        try plane(
            "circles", "noise=\(noise.short(17)), factor=\(factor.short(17))", n: n, classes: 2, noise: noise,
            seed: seed,
            work: work,
            remark: "One class encloses the other; the distance from the centre tells them apart."
        ) { label, stream in
            let t = 2 * Double.pi * stream.uniform()
            return Point(.cos(t), .sin(t)) * (label == 0 ? 1 : factor)
        }
    }

    /// Spiral arms of `turns` revolutions, one per class, radius from 0.1 to 1.
    ///
    /// - Throws: `Mistake` when `n` is below the number of classes or too large, or the work is cancelled.
    public static func spirals(n: Int, noise: Double, classes: Int, turns: Double, seed: UInt64, work: Work = Work())
        throws -> Dataset
    {
        try plane(
            "spirals", "noise=\(noise.short(17)), classes=\(classes), turns=\(turns.short(17))", n: n, classes: classes,
            noise: noise, seed: seed, work: work,
            remark: "Spiral arms wound into each other: hard for a shallow network."
        ) { label, stream in
            let u = stream.uniform().squareRoot()
            let angle = 2 * Double.pi * (turns * u + Double(label) / Double(classes))
            return Point(.cos(angle), .sin(angle)) * (0.1 + 0.9 * u)
        }
    }

    /// The exclusive or: uniform points in [−1, 1]², class 1 where the signs of the coordinates differ.
    ///
    /// - Throws: `Mistake` when `n` is below 2 or too large, or the work is cancelled.
    public static func xor(n: Int, noise: Double, seed: UInt64, work: Work = Work()) throws -> Dataset {
        try plane(
            "xor", "noise=\(noise.short(17))", n: n, classes: 2, noise: noise, seed: seed, work: work,
            remark: "Opposite quadrants share a class: the problem one layer cannot solve (Minsky & Papert 1969)."
        ) { label, stream in
            let x = stream.uniform(-1, 1)
            let y = stream.uniform() * ((x < 0) == (label == 0) ? -1 : 1)
            return Point(x, y)
        }
    }

    /// Gaussian clouds of standard deviation `spread` with centres on a circle of radius 3.
    ///
    /// - Throws: `Mistake` when `n` is below the number of classes or too large, or the work is cancelled.
    public static func blobs(n: Int, classes: Int, spread: Double, seed: UInt64, work: Work = Work()) throws -> Dataset
    {
        try plane(
            "blobs", "classes=\(classes), spread=\(spread.short(17))", n: n, classes: classes, noise: spread,
            seed: seed,
            work: work,
            remark: "Gaussian clouds: a linear model is the best possible one."
        ) { label, _ in
            let angle = 2 * Double.pi * Double(label) / Double(classes)
            return Point(.cos(angle), .sin(angle)) * 3
        }
    }

    /// Gaussian clouds in equal distances on a circle: the ring on which generators are seen to lose modes (Metz et al. 2017).
    ///
    /// - Parameters:
    ///   - modes: clouds, each as likely, at (r cos 2πk/modes, r sin 2πk/modes).
    ///   - spread: standard deviation of each cloud along both axes.
    /// - Throws: `Mistake` when `n` is below the number of modes or too large, or the work is cancelled.
    public static func ring(
        n: Int, modes: Int = 8, radius: Double = 2, spread: Double = 0.05, seed: UInt64, work: Work = Work()
    ) throws -> Dataset {
        try plane(
            "ring", "modes=\(modes), radius=\(radius.short(17)), spread=\(spread.short(17))", n: n, classes: modes,
            noise: spread, seed: seed, work: work,
            remark:
                "Gaussian clouds on a circle of radius \(radius.short()), each as likely: what a generator leaves out can be counted."
        ) { label, _ in
            let angle = 2 * Double.pi * Double(label) / Double(modes)
            return Point(.cos(angle), .sin(angle)) * radius
        }
    }

    /// - Parameter settings: what stands between `n` and `seed` in the call that makes the same samples again.
    private static func plane(
        _ name: String, _ settings: String, n: Int, classes: Int, noise: Double, seed: UInt64, work: Work,
        remark: String,
        _ place: (_ label: Int, _ stream: inout RandomStream) -> Point
    ) throws -> Dataset {
        guard n >= classes, classes >= 2 else {
            throw Mistake(
                "\(n) samples cannot show \(classes) classes",
                expected: "at least one sample per class, two classes or more", argument: "n")
        }
        try Samples.checkSize([n, 2])
        var places = RandomStream(seed: seed, purpose: "places")
        var blur = RandomStream(seed: seed, purpose: "noise")
        var x: [Float] = []
        x.reserveCapacity(2 * n)
        var y: [Float] = []
        y.reserveCapacity(n)
        for index in 0..<n {
            try Dataset.goOn(index, of: n, work)
            let label = index % classes
            let point = place(label, &places) + Point(blur.normal(), blur.normal()) * noise
            x.append(Float(point.x))
            x.append(Float(point.y))
            y.append(Float(label))
        }
        return try Dataset(
            name: "\(name)(n=\(n), \(settings), seed=\(seed))", x: Samples(shape: [n, 2], values: x),
            y: Samples(column: y), task: .classification(classes: classes), remark: remark)
    }
}
