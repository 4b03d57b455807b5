import Numbers

/// Every value drawn evenly from its domain (on the domain's scale), whatever was seen: what each other method has to beat
/// (Bergstra & Bengio 2012).
public struct RandomSampler: Sampler {
    /// Draws evenly.
    public init() {}

    /// What was seen does not matter.
    public var looksBack: Bool { false }

    /// `RandomSampler()`
    public var name: String { "RandomSampler()" }

    /// One draw for each parameter.
    public func suggest(_ request: SuggestionRequest) -> [Double]? { draw(request) }

    func draw(_ request: SuggestionRequest) -> [Double] {
        var stream = request.stream("random sampler")
        return request.parameters.map { $0.domain.code(unit: stream.uniform()) }
    }
}
