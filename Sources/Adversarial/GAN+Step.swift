internal import Answers
public import Datasets
internal import Networks
internal import Numbers
public import Training

/// A step of the game.
extension GAN {
    static let latentOfStep: UInt64 = hash("latent of step")
    static let latentOfSamples: UInt64 = hash("latent of samples")
    private static let noiseOfStep: UInt64 = hash("instance noise")

    private static func hash(_ text: StaticString) -> UInt64 { text.withUTF8Buffer { $0.fnv1a } }

    /// `d_loss`, `g_loss`, and what the discriminator says of real and of made samples on the mean: the probability that one is real for
    /// losses of logits, the score otherwise.
    public var losses: [String] { ["d_loss", "g_loss", "d_real", "d_made"] }

    /// One batch for each move of the discriminator.
    public func rowsPerStep(batchSize: Int) -> Int { batchSize * settings.discriminatorSteps }

    /// - Throws: `Mistake` for data of another shape than the samples, or of one row.
    public func prepare(_ data: [Samples], batchSize: Int) throws {
        guard data.count == 1, let real = data.first else {
            throw Mistake(
                "a GAN is given \(data.count) arrays", expected: "one array of real samples", argument: "data")
        }
        let (shape, made) = (Array(real.shape.dropFirst()), generator.network.outputShape)
        guard shape == made || (shape.isEmpty && made == [1]) else {
            throw Mistake(
                "the data have rows of shape \(shape.shapeText), and the generator makes \(made.shapeText)",
                expected: "samples like the data", try: shape.count == 1 ? "a last layer Dense(\(shape[0]))" : nil,
                argument: "data")
        }
        guard real.count >= 2 else {
            throw Mistake(
                "one real sample: a generator that always makes it has learnt all there is",
                expected: "at least 2 rows, better hundreds", argument: "data")
        }
        try generator.prepare(rows: batchSize)
        try discriminator.prepare(rows: 2 * batchSize)
        note(real, batchSize: batchSize)
        spreadOfData = SampleSet(real).meanDistance(pairs: 2000)
    }

    /// Its moves.
    public func step(_ step: ProcedureStep, telling told: inout [Double]) throws {
        let rounds = settings.discriminatorSteps
        let size = (step.rows.count + rounds - 1) / rounds
        let noise = settings.noise * (1 - step.progress)
        let factor = settings.decays ? 1 - step.progress : 1
        var made = 0
        (told[0], told[2], told[3]) = (0, 0, 0)
        for round in 0..<rounds {
            let first = round * size
            // At an epoch's end there may be fewer rows than rounds.
            let rows = step.rows[Swift.min(first, step.rows.count - 1)..<Swift.min(step.rows.count, first + size)]
            let index = UInt64(step.number) &* 128 &+ UInt64(round)
            try discriminate(UnsafeBufferPointer(rebasing: rows), step.data[0], noise, index, factor, &told)
            made = rows.count
        }
        told[0] /= Double(rounds)
        told[2] /= Double(rounds)
        told[3] /= Double(rounds)
        told[1] = try generate(made, noise, UInt64(step.number), factor)
    }

    /// One move of the discriminator, on real rows and as many made ones.
    private func discriminate(
        _ rows: UnsafeBufferPointer<Int>, _ real: UnsafePointer<Float>, _ noise: Double, _ index: UInt64,
        _ factor: Double, _ told: inout [Double]
    ) throws {
        let (count, width) = (rows.count, discriminator.inputWidth)
        draw(try generator.input(), count * latent, seed: seed, purpose: GAN.latentOfStep, index: index)
        let made = try generator.forward(rows: count)
        let input = try discriminator.input()
        for (place, row) in rows.enumerated() { (input + place * width).update(from: real + row * width, count: width) }
        (input + count * width).update(from: made, count: count * width)
        blur(input, 2 * count * width, noise, index &* 2)
        var (value, meanReal, meanMade) = (0.0, 0.0, 0.0)
        if discriminator.couplesRows {
            // Batch statistics of real and of made samples stay apart.
            value += try pass(count, isReal: true, adds: false, &meanReal)
            input.update(from: made, count: count * width)
            blur(input, count * width, noise, index &* 2 &+ 1)
            value += try pass(count, isReal: false, adds: true, &meanMade)
        } else {
            let scores = try discriminator.forward(rows: 2 * count)
            let slope = try discriminator.slope()
            value += score(scores, slope, count, isReal: true, &meanReal)
            value += score(scores + count, slope + count, count, isReal: false, &meanMade)
            try discriminator.backward(rows: 2 * count, .parameters)
        }
        try discriminator.move(loss: ("d_loss", value), rateFactor: factor)
        if let clip = settings.clip { discriminator.clip(to: clip) }
        told[0] += value
        told[2] += meanReal
        told[3] += meanMade
    }

    private func pass(_ count: Int, isReal: Bool, adds: Bool, _ mean: inout Double) throws -> Double {
        let scores = try discriminator.forward(rows: count)
        let value = score(scores, try discriminator.slope(), count, isReal: isReal, &mean)
        try discriminator.backward(rows: count, .parameters, adds: adds)
        return value
    }

    /// The mean loss of some scores, with its slopes.
    private func score(
        _ scores: UnsafePointer<Float>, _ slope: UnsafeMutablePointer<Float>, _ count: Int, isReal: Bool,
        _ mean: inout Double
    ) -> Double {
        let share = 1 / Double(count)
        let sum = settings.loss.discriminator(scores, slope, count, isReal: isReal, share: share)
        mean = sum.said * share
        return sum.value * share
    }

    /// The move of the generator, by the scores of the samples that it has made last, the discriminator as it is now.
    private func generate(_ count: Int, _ noise: Double, _ number: UInt64, _ factor: Double) throws -> Double {
        let width = discriminator.inputWidth
        let input = try discriminator.input()
        input.update(from: try generator.output(), count: count * width)
        blur(input, count * width, noise, number &* 256 &+ 255)
        let scores = try discriminator.forward(rows: count)
        let slope = try discriminator.slope()
        let share = 1 / Double(count)
        let sum = settings.loss.generator(scores, slope, count, share: share)
        let back = try discriminator.backward(rows: count, .input)
        try generator.slope().update(from: back, count: count * width)
        try generator.backward(rows: count, .parameters)
        try generator.move(loss: ("g_loss", sum * share), rateFactor: factor)
        return sum * share
    }

    /// Latent numbers by (seed, purpose, index).
    func draw(_ out: UnsafeMutablePointer<Float>, _ count: Int, seed: UInt64, purpose: UInt64, index: UInt64) {
        var stream = RandomStream(seed: seed, key: purpose, index: index)
        switch settings.prior {
        case .normal: stream.fillNormal(out, count)
        case .uniform: for i in 0..<count { out[i] = Float(stream.uniform(-1, 1)) }
        }
    }

    private func blur(_ input: UnsafeMutablePointer<Float>, _ count: Int, _ noise: Double, _ index: UInt64) {
        guard noise > 0 else { return }
        var stream = RandomStream(seed: seed, key: GAN.noiseOfStep, index: index)
        stream.addNormal(to: input, count, scale: noise)
    }
}
