internal import Answers
internal import Numbers
internal import RealModule

/// How a next character is drawn from a model's logits z: temperature, then the k likeliest, then the nucleus, as in PyTorch's and
/// Hugging Face's samplers.
///
/// - Temperature T: p = softmax(z/T) (Ackley, Hinton & Sejnowski 1985). T → 0 is greedy: the likeliest, of several the one with the lowest number.
/// - `topK`: only the k likeliest are kept (Fan, Lewis & Dauphin 2018).
/// - `topP`: only the nucleus, the smallest set of likeliest characters whose probability reaches p (Holtzman et al. 2020).
///
/// Of equally likely characters the one with the lower number counts as the likelier. What is kept is scaled to sum to 1; the nucleus is
/// taken of what the k likeliest have become.
public struct SamplingRule: Sendable, Equatable {
    /// T ≥ 0: chances are softmax(logits/T), and at 0 the likeliest character is taken.
    public let temperature: Double
    /// k, at least 1; nil for all.
    public let topK: Int?
    /// p, above 0 and at most 1; nil for all.
    public let topP: Double?

    /// - Throws: `Mistake` that names the setting which is out of range.
    public init(temperature: Double = 1, topK: Int? = nil, topP: Double? = nil) throws {
        guard temperature >= 0, temperature.isFinite else {
            throw Mistake(
                temperature.isNaN
                    ? "temperature = nan is not a number" : "temperature = \(temperature.short(6)) is out of range",
                expected: "a finite number of at least 0; 0 always takes the likeliest character",
                try: "temperature=\(temperature < 0 ? "0" : "1")", argument: "temperature")
        }
        if let topK { try Interval.atLeast(1).whole.check(topK, "top_k", standard: 5) }
        if let topP { try Interval(0, 1, includesLower: false).check(topP, "top_p", standard: 0.9) }
        self.temperature = temperature
        self.topK = topK
        self.topP = topP
    }

    /// p = softmax(z).
    public static let plain = SamplingRule()

    private init() { (temperature, topK, topP) = (1, nil, nil) }

    /// The chances of all characters under the rule; 0 for those that are not kept.
    public func probabilities(of logits: [Float]) -> [Double] {
        var urn = CharacterUrn(self, characters: logits.count)
        logits.withUnsafeBufferPointer { urn.fill($0) }
        return urn.probabilities
    }

    /// `temperature 0.8, top_k 5, top_p 0.9`
    public var summary: String {
        (["temperature \(temperature.short())"] + (topK.map { ["top_k \($0)"] } ?? [])
            + (topP.map { ["top_p \($0.short())"] } ?? [])).joined(separator: ", ")
    }
}

/// What a character is drawn from; filled again for each, without allocating.
struct CharacterUrn {
    let rule: SamplingRule
    /// The chance of each character, scaled to sum to 1.
    private(set) var probabilities: [Double]
    /// The numbers of the characters, the likeliest first where a rule cuts.
    private var order: [Int]
    /// Whether the rule leaves characters out.
    private let sorts: Bool

    init(_ rule: SamplingRule, characters: Int) {
        self.rule = rule
        probabilities = [Double](repeating: 0, count: characters)
        order = Array(0..<characters)
        sorts = rule.topK.map { $0 < characters } == true || (rule.topP ?? 1) < 1
    }

    /// Takes in the logits of the next character; they are finite, or −∞ for one that cannot come.
    mutating func fill(_ logits: UnsafeBufferPointer<Float>) {
        let count = Swift.min(logits.count, probabilities.count)
        var largest = -Double.infinity
        var best = 0
        for i in 0..<count where Double(logits[i]) > largest { (largest, best) = (Double(logits[i]), i) }
        guard rule.temperature > 0, largest.isFinite else {
            for i in 0..<count { probabilities[i] = i == best ? 1 : 0 }
            return
        }
        let scale = 1 / rule.temperature
        var total = 0.0
        for i in 0..<count {
            // A temperature so small that its inverse is infinite is greedy too, among equals evenly.
            let below = Double(logits[i]) - largest
            let share = below == 0 ? 1 : Double.exp(below * scale)
            probabilities[i] = share
            total += share
        }
        for i in 0..<count { probabilities[i] /= total }
        if sorts { cut() }
    }

    private mutating func cut() {
        for i in order.indices { order[i] = i }
        let p = probabilities
        order.sort { p[$0] > p[$1] || (p[$0] == p[$1] && $0 < $1) }
        var kept = order.count
        if let topK = rule.topK, topK < kept {
            kept = topK
            rescale(keeping: kept)
        }
        if let topP = rule.topP, topP < 1 {
            var sum = 0.0
            for (place, number) in order.prefix(kept).enumerated() {
                sum += probabilities[number]
                if sum >= topP {
                    kept = place + 1
                    break
                }
            }
            rescale(keeping: kept)
        }
    }

    private mutating func rescale(keeping kept: Int) {
        var sum = 0.0
        for place in 0..<kept { sum += probabilities[order[place]] }
        for (place, number) in order.enumerated() {
            probabilities[number] = place < kept ? probabilities[number] / sum : 0
        }
    }

    /// Draws a number by the chances.
    func draw(_ stream: inout RandomStream) -> Int {
        let point = stream.uniform()
        var sum = 0.0
        var last = 0
        for (number, share) in probabilities.enumerated() where share > 0 {
            sum += share
            last = number
            if point < sum { return number }
        }
        // The sum of rounded shares may end a hair below 1.
        return last
    }
}
