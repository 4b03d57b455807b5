public import Answers

extension Landscape: Describable {
    /// All that is listed and the critical points found in the domain, classified by Hessian eigenvalues.
    public func description(width: Int) -> String {
        LandscapeReport(of: self, work: Work()).table(width: width)
    }
}
