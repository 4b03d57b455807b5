public import Figures
public import Numbers

/// A value that has a picture together with others: a model with data, a slice with a path, histories of several seeds.
public protocol JointlyDrawable: Presentable {
    /// The picture of this value with the others; nil when it has none with these.
    ///
    /// - Throws: `Mistake` when the values belong together but do not fit.
    func figure(with others: [any Presentable], _ options: PlotOptions, work: Work) throws -> Figure?
}
