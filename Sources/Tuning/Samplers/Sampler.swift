public import Answers
public import Numbers

/// What a sampler is asked: values for some hyperparameters of one trial, given what has been seen.
public struct SuggestionRequest {
    /// The hyperparameters to be set, all in force and none of them single-valued.
    public let parameters: [SearchParameter]
    /// The declared space, and where in it the parameters stand; nil where the objective asks as it goes.
    public let space: SearchSpace?
    /// The parameters' places in the space, or among what is foreseen; empty where one that is neither is asked for by itself.
    public let places: [Int]
    /// What of the trial is set already, by hand or before.
    public let configuration: Configuration
    /// What has finished, and what is running.
    public let history: TrialHistory
    /// The trial's number; with the study's seed it keys every draw.
    public let number: Int
    /// The study's seed; nothing else that is random goes into a suggestion.
    public let seed: UInt64
    /// How often this was asked for the trial before, where the answer could not be used (a constraint, a repetition).
    public let attempt: Int
    /// Is asked whether to go on: a proposal may take seconds.
    public let work: Work

    /// The trial's own random numbers for one purpose: a function of the study's seed, the trial's number, the first
    /// hyperparameter asked for and the attempt, and of nothing else.
    ///
    /// - Parameter name: the hyperparameter to key it by; nil for the first one asked for.
    public func stream(_ purpose: StaticString, _ name: String? = nil) -> RandomStream {
        let purpose = purpose.withUTF8Buffer { $0.fnv1a }
        let name = (name ?? parameters.first?.name)?.utf8.fnv1a ?? 0
        let key = purpose ^ (name &* 0x9e37_79b9_7f4a_7c15) ^ UInt64(attempt)
        return RandomStream(seed: seed, key: key, index: UInt64(number))
    }
}

/// A method that proposes the next configuration. The same seed, number and visible history give the same proposal, in
/// whichever process: a resumed study goes on as if it had not been stopped.
public protocol Sampler: Sendable {
    /// As it is typed: `TPESampler()`.
    var name: String { get }

    /// The codes of the parameters, in their order.
    /// - Returns: nil where the method has nothing to say (yet): values are then drawn at random.
    /// - Throws: `NothingLeft` where there is nothing more to try; `Stopped` where the request's work is to stop; what the method
    ///   refuses.
    func suggest(_ request: SuggestionRequest) throws -> [Double]?

    /// What a trial will ask for, as far as it is known before it asks, where no space is declared.
    func foreseen(_ history: TrialHistory) throws -> [SearchParameter]

    /// How many trials there are to make, at most; nil without end.
    ///
    /// - Throws: `Mistake` where the method cannot search that space.
    func size(of space: SearchSpace) throws -> Int?

    /// Whether it proposes the parameters of one trial together when the objective asks for one after the other.
    var isJoint: Bool { get }

    /// Whether a proposal depends on the values of earlier trials; where it does not, several may be evaluated at once.
    var looksBack: Bool { get }

    /// How many trials make a first generation, which is drawn at random; nil for a method without generations.
    var firstGeneration: Int? { get }
}

/// Thrown by a sampler that has come to its end.
public struct NothingLeft: Error, Sendable {
    /// Everything has been tried, or is being tried.
    public init() {}
}

extension Sampler {
    /// What all trials so far have in common.
    public func foreseen(_ history: TrialHistory) throws -> [SearchParameter] { history.common ?? [] }
    /// Without end: most methods go on for as long as they are asked.
    public func size(of space: SearchSpace) throws -> Int? { nil }
    /// Together: most methods look at all parameters of a trial at once.
    public var isJoint: Bool { true }
    /// It does, of most methods: their trials are suggested one after the other.
    public var looksBack: Bool { true }
    /// Most have none.
    public var firstGeneration: Int? { nil }
}
