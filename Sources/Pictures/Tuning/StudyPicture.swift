public import Answers
public import Figures
public import Tuning

/// One way of looking at studies: `plot(study, "slice", "lr")`.
public struct StudyPicture: Drawable {
    /// What can be seen.
    public enum View: String, CaseIterable, Sendable {
        /// Every value and the best so far.
        case history
        /// The best so far less the minimum.
        case regret
        /// The share of trials at most so good.
        case edf
        /// A line through all hyperparameters for each trial.
        case parallel
        /// The values over each hyperparameter.
        case slice
        /// The values over two hyperparameters.
        case contour
        /// How much each hyperparameter matters.
        case importance
        /// What no trial is better than in all objectives.
        case pareto
        /// When the trials ran.
        case timeline
        /// What the trials reported on their way.
        case curves
    }

    /// The language's name for it.
    public static let kind = "picture of a study"
    let view: View
    let studies: [Study]
    let parameters: [String]
    let minimum: Double?

    /// A view of studies.
    ///
    /// - Parameters:
    ///   - parameters: hyperparameters to look at; empty for all, of a contour for the most important two.
    ///   - minimum: the known minimum, for the regret.
    public init(_ view: View, of studies: [Study], parameters: [String] = [], minimum: Double? = nil) {
        self.view = view
        self.studies = studies
        self.parameters = parameters
        self.minimum = minimum
    }

    /// `history of lr-search`
    public var summary: String { "\(view.rawValue) of \(Phrase.list(studies.map(\.name)))" }

    /// - Throws: `Mistake` where the studies hold nothing to be seen in this way.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        let views = try studies.map(StudyView.init)
        guard let first = views.first else { throw Mistake("there is no study to draw", expected: "a study") }
        switch view {
        case .history: return try .history(views, options)
        case .regret: return try .regret(views, minimum: minimum, options)
        case .edf: return try .distribution(views, options)
        default: break
        }
        guard views.count == 1 else {
            return .sideBySide(
                try studies.map {
                    try StudyPicture(view, of: [$0], parameters: parameters).figure(options, work: work)
                },
                options)
        }
        switch view {
        case .history, .regret, .edf, .parallel: return try .parallel(first, parameters, options)
        case .slice: return try .slices(first, parameters, options)
        case .contour:
            try first.needsValues(for: "the contour")
            let ranked = try PEDAnova.shares(first.history, work: work).map(\.name).filter { !parameters.contains($0) }
            return try .studyContour(first, parameters + ranked, options, work: work)
        case .importance:
            try first.needsValues(objectives: 1...4, for: "the importance")
            let shares = try PEDAnova.shares(first.history, work: work).map { (name: $0.name, share: $0.importance) }
            return .importance(shares, of: first, method: "PED-ANOVA", options)
        case .pareto: return try .pareto(first, options, work: work)
        case .timeline: return try .timeline(first, options)
        case .curves: return try .learning(first, options)
        }
    }
}

extension Study: Drawable {
    /// Every value and the best so far; of a study with several objectives the Pareto front.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        try StudyPicture(directions.count == 1 ? .history : .pareto, of: [self]).figure(options, work: work)
    }

    /// The best so far of several studies.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        guard let all = peers(in: others) else { return nil }
        return try StudyPicture(.history, of: all).figure(options, work: work)
    }
}
