import Answers
import Cards
import Optimizers

/// Covariance matrix adaptation (Hansen & Ostermeier 2001; constants of Hansen's tutorial, arXiv 1604.00772): samples of
/// a normal distribution are ranked, and its mean, step size and covariance move towards the better half.
///
/// One step is one generation; the path is the mean.
struct CMAES: ValueSolver {
    /// First standard deviation; a third of the box's smaller side when nil.
    let sigma: Double?
    /// Samples per generation; 4 + ⌊3 ln n⌋ when nil.
    let population: Int?
    let bounds: SearchBox?
    /// Largest standard deviation at which it has converged.
    let tolerance: Double
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "CMAES", aliases: ["CMA_ES"], chapter: .values, summary: "samples whose spread adapts to the landscape",
        formula: "x ~ m + σ·N(0, C);  m, σ and C move towards the better half",
        source: "Hansen & Ostermeier (2001); Hansen, The CMA Evolution Strategy: A Tutorial, arXiv 1604.00772",
        differences: ["One step is one generation; the path is the mean."], example: "CMAES(sigma=0.5)",
        [
            Hyperparameter("sigma", .positive, .absent("a third of the box"), "first standard deviation"),
            Hyperparameter("population", .whole(4, 1e5), .absent("6 in two dimensions"), "samples per generation"),
            .bounds,
            Hyperparameter(
                "tolerance", aliases: ["tol"], .nonNegative, 1e-10, "standard deviation to stop at", isKeywordOnly: true
            ),
        ]
    ) { try CMAES($0) }

    init(_ settings: Settings) throws {
        sigma = settings.number(ifGiven: "sigma")
        population = settings.whole(ifGiven: "population")
        bounds = try SearchBox(settings)
        tolerance = settings["tolerance"]
        summary = settings.call
    }

    func asking(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> some AskTell {
        CovarianceAdaptation(
            from: start, sigma: sigma ?? max(box.shortestSide, 1e-12) / 3, population: population, seed: seed,
            tolerance: tolerance)
    }
}
