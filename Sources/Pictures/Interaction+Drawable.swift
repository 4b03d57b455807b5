public import Answers
public import Figures

extension Interaction: Drawable {
    /// All pictures beside each other.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        try row.figure(options, work: work)
    }
}
