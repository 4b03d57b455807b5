import Answers
public import Numbers
public import Optimizers

/// Covariance matrix adaptation (Hansen & Ostermeier 2001; constants of Hansen's tutorial, arXiv 1604.00772): samples of
/// a normal distribution are ranked, and its mean, step size and covariance move towards the better half.
///
/// One step is one generation; the path is the mean.
public struct CMAES: DerivativeFreeSolver {
    /// First standard deviation; a third of the box's smaller side when nil.
    public let sigma: Double?
    /// Samples per generation; 4 + ⌊3 ln n⌋ when nil.
    public let population: Int?
    public let bounds: SearchBox?
    /// Largest standard deviation at which it has converged.
    public let tolerance: Double

    /// - Throws: `Mistake` unless sigma > 0, population is 4…100000 and the tolerance is not negative.
    public init(sigma: Double? = nil, population: Int? = nil, bounds: SearchBox? = nil, tolerance: Double = 1e-10)
        throws
    {
        if let sigma { try SolverRange.between("sigma", sigma, 0, .infinity, try: 0.5) }
        if let population { try SolverRange.count("population", population, atLeast: 4, atMost: 100_000) }
        try SolverRange.tolerance("tolerance", tolerance)
        self.sigma = sigma
        self.population = population
        self.bounds = bounds
        self.tolerance = tolerance
    }

    public func search(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> some AskTell {
        CovarianceAdaptation(
            from: start, sigma: sigma ?? max(box.shortestSide, 1e-12) / 3, population: population, seed: seed,
            tolerance: tolerance)
    }

    public var summary: String {
        var call = SolverCall("CMAES")
        if let sigma { call = call.with("sigma", sigma) }
        if let population { call = call.with("population", population) }
        return call.with(bounds).with("tolerance", tolerance, unless: 1e-10).text
    }
}
