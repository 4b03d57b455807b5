extension Verdict.Word {
    /// The side that a forecast could have named; nil where nothing was decided because nothing could be run.
    public var side: ClaimForecast.Side? {
        switch self {
        case .supported, .supportedInPart: .supported
        case .refuted, .refutedInPart: .refuted
        case .dependsOn: .dependsOn
        case .undecided: .undecided
        case .noExperiment, .failed: nil
        }
    }
}
