import Answers
public import Cards

/// What is known of a schedule: one declaration in the schedule's own file.
public typealias ScheduleCard = Card<Schedule>

/// A learning rate that depends on the step: a formula of the step with its hyperparameters, under the name of its card.
///
///     let cosine = try Schedule("CosineDecay", ["initial_learning_rate": 0.1, "decay_steps": 40])
///     cosine.rate(at: 20)        // 0.05
public struct Schedule: Sendable {
    /// The line that makes the same again: `CosineDecay(0.1, decay_steps=40)`.
    public let summary: String
    /// What its card made it with; nil for a formula of somebody's own.
    public internal(set) var settings: Settings?
    let formula: any RateFormula

    init(_ summary: String, _ formula: any RateFormula) {
        self.summary = summary
        self.formula = formula
    }

    /// Any formula of the step.
    ///
    /// - Parameters:
    ///   - text: how it is written, as `lambda t: 0.1 / (1 + t)`.
    ///   - formula: the rate at a step, from 0; a rate that is not finite stops the run that uses it.
    public init(formula text: String, _ formula: @escaping @Sendable (Int) -> Double) {
        self.init("schedule(\(text))", AnyRateFormula(rate: formula))
    }

    /// A schedule by the name of its card, in Keras's, PyTorch's or optax's own words.
    ///
    /// - Throws: `Mistake` for an unknown name or hyperparameter, a value out of range, or one that is missing.
    public init(_ name: String, _ given: [String: Hyperparameter.Value] = [:]) throws {
        guard let card = Self.cards.first(where: { $0.name == name || $0.aliases.contains(name) }) else {
            throw Mistake(
                "there is no schedule called \(name)",
                expected: "one of " + Self.cards.map(\.name).joined(separator: ", "))
        }
        self = try card.make(given)
    }

    /// All cards, in the order of the reference.
    public static let cards: [ScheduleCard] = Catalogue.scheduleCards.byChapter

    /// The rate for the update after `step` finished updates: 0 is the very first update, as in Keras and optax.
    public func rate(at step: Int) -> Double { formula.rate(at: step) }

    /// The momentum (or β₁) that goes with the rate, where the schedule cycles it; nil leaves the rule's own.
    public func momentum(at step: Int) -> Double? { formula.momentum(at: step) }

    /// The same rates for the first `count` updates (and the last of them ever after), worked out now: what comes of a formula that
    /// only one thread may ask.
    public func tabulated(_ count: Int) -> Schedule {
        let steps = 0..<Swift.max(1, count)
        return Schedule(
            summary,
            RateTable(
                rates: steps.map(rate), momenta: momentum(at: 0) == nil ? nil : steps.map(momentum), horizon: horizon,
                end: end))
    }

    /// How many steps show the schedule's whole character: the length a picture of it has.
    public var horizon: Int { formula.horizon }

    /// The rates of the first `count` updates.
    public func values(_ count: Int) -> [Double] { (0..<Swift.max(0, count)).map { rate(at: $0) } }

    /// The last step that has a rate; nil for a schedule without end. After it `rate` is NaN.
    public var end: Int? { formula.end }

    /// - Throws: `Mistake` when there is no rate at that step any more.
    public func check(step: Int, argument: String? = nil) throws {
        guard let end, step > end else { return }
        throw Mistake(
            "\(summary) has a rate up to step \(end), and none at step \(step)",
            expected: "at most \(ScheduleHorizon.sum(end, 1)) updates, or a longer schedule", argument: argument)
    }
}

/// A rate as a formula of the step, η(k): what a schedule's file contains.
protocol RateFormula: Sendable {
    /// The rate for the update after `step` finished ones.
    func rate(at step: Int) -> Double
    /// How many steps show its whole character.
    var horizon: Int { get }
    /// The momentum that goes with the rate; nil leaves the rule's own.
    func momentum(at step: Int) -> Double?
    /// The last step that has a rate; nil without end.
    var end: Int? { get }
}

extension RateFormula {
    func momentum(at step: Int) -> Double? { nil }
    var end: Int? { nil }
}

private struct RateTable: RateFormula {
    let rates: [Double]
    let momenta: [Double?]?
    let horizon: Int
    let end: Int?

    func rate(at step: Int) -> Double { rates[min(step, rates.count - 1)] }
    func momentum(at step: Int) -> Double? { momenta.flatMap { $0[min(step, $0.count - 1)] } }
}

private struct AnyRateFormula: RateFormula {
    let rate: @Sendable (Int) -> Double

    func rate(at step: Int) -> Double { rate(step) }
    var horizon: Int { 100 }
}
