public import Answers
import Numbers
import RealModule

/// Drawn 28×28 grey pictures for models with 784 inputs: no file has to be downloaded, and the truth is known.
///
/// Ten classes: the digits 0–9 as strokes of a seven-segment hand, moved, turned, scaled, thickened and blurred by
/// the seed. A pixel is ink · (1 − smooth distance to the nearest stroke), in [0, 1].
extension Dataset {
    /// - Parameters:
    ///   - n: number of pictures, ten classes in turn.
    ///   - flat: x has shape [n, 784] when true, [n, 28, 28, 1] otherwise.
    ///   - seed: of every picture's position, angle, size, thickness and slant.
    /// - Throws: `Mistake` when `n` is below 1, x larger than `Samples.mostNumbers` (171,196 pictures), and when the
    ///   work is cancelled.
    public static func shapes28(n: Int, flat: Bool, seed: UInt64, work: Work = Work()) throws -> Dataset {
        guard n >= 1 else { throw Mistake("\(n) pictures are no data", expected: "at least 1", argument: "n") }
        try Samples.checkSize([n, 784])
        var pixels = [Float](repeating: 0, count: n * 784)
        var labels: [Float] = []
        for index in 0..<n {
            try Dataset.goOn(index, of: n, work)
            var stream = RandomStream(seed: seed, purpose: "pictures", index: UInt64(index))
            let label = index % 10
            labels.append(Float(label))
            let pose = Pose(&stream)
            for row in 0..<28 {
                for column in 0..<28 {
                    let ink = pose.ink(at: Point(Double(column), Double(row)), segments: Segment.ofDigit[label])
                    pixels[index * 784 + row * 28 + column] = Float(ink)
                }
            }
        }
        return try Dataset(
            name: "shapes28(n=\(n), seed=\(seed))",
            x: Samples(shape: flat ? [n, 784] : [n, 28, 28, 1], values: pixels), y: Samples(column: labels),
            task: .classification(classes: 10),
            remark: "Digits drawn by strokes in 28×28 grey pixels, each moved, turned and scaled by its own draw.")
    }
}

/// Where a digit stands on the 28×28 page.
private struct Pose {
    let centre: Point
    let cosine: Double
    let sine: Double
    let scale: Double
    let slant: Double
    let thickness: Double
    let strength: Double

    init(_ stream: inout RandomStream) {
        centre = Point(13.5 + stream.uniform(-2, 2), 13.5 + stream.uniform(-2, 2))
        let angle = stream.uniform(-0.2, 0.2)
        cosine = .cos(angle)
        sine = .sin(angle)
        scale = stream.uniform(6.5, 9)
        slant = stream.uniform(-0.25, 0.25)
        thickness = stream.uniform(1, 1.9)
        strength = stream.uniform(0.8, 1)
    }

    /// Darkness of a pixel: 1 inside a stroke, falling to 0 over one pixel at its edge.
    func ink(at pixel: Point, segments: [Segment]) -> Double {
        let moved = pixel - centre
        let turned = Point(cosine * moved.x + sine * moved.y, cosine * moved.y - sine * moved.x)
        let here = Point(turned.x + slant * turned.y, turned.y) / scale
        let distance = segments.map { $0.distance(from: here) }.min() ?? .infinity
        return strength * Swift.max(0, Swift.min(1, thickness + 0.5 - distance * scale))
    }
}

/// A straight stroke in a box of half width 0.6 and half height 1.
private struct Segment {
    let from: Point
    let to: Point

    func distance(from point: Point) -> Double {
        let along = to - from
        let t = Swift.max(0, Swift.min(1, (point - from).dot(along) / along.dot(along)))
        return (point - from - along * t).norm
    }

    static let top = Segment(from: Point(-0.6, -1), to: Point(0.6, -1))
    static let middle = Segment(from: Point(-0.6, 0), to: Point(0.6, 0))
    static let bottom = Segment(from: Point(-0.6, 1), to: Point(0.6, 1))
    static let upperLeft = Segment(from: Point(-0.6, -1), to: Point(-0.6, 0))
    static let upperRight = Segment(from: Point(0.6, -1), to: Point(0.6, 0))
    static let lowerLeft = Segment(from: Point(-0.6, 0), to: Point(-0.6, 1))
    static let lowerRight = Segment(from: Point(0.6, 0), to: Point(0.6, 1))

    static let ofDigit: [[Segment]] = [
        [top, bottom, upperLeft, upperRight, lowerLeft, lowerRight],
        [upperRight, lowerRight],
        [top, upperRight, middle, lowerLeft, bottom],
        [top, upperRight, middle, lowerRight, bottom],
        [upperLeft, middle, upperRight, lowerRight],
        [top, upperLeft, middle, lowerRight, bottom],
        [top, upperLeft, middle, lowerLeft, lowerRight, bottom],
        [top, upperRight, lowerRight],
        [top, middle, bottom, upperLeft, upperRight, lowerLeft, lowerRight],
        [top, middle, bottom, upperLeft, upperRight, lowerRight],
    ]
}
