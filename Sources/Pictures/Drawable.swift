public import Figures
public import Answers

/// A value that has a picture. A type adds itself by conforming; `plot` needs to know nothing else of it.
public protocol Drawable: Presentable {
    /// The picture that shows the value best.
    ///
    /// - Throws: `Mistake` when there is nothing to draw.
    func figure(_ options: PlotOptions, work: Work) throws -> Figure

    /// The picture of this value together with others: a model with data, a landscape with paths, histories of several
    /// seeds. nil when it has none with these; each is then drawn for itself, side by side.
    ///
    /// - Throws: `Mistake` when the values belong together but do not fit.
    func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure?
}

extension Drawable {
    /// None: each value is drawn for itself.
    public func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? { nil }

    /// This value and the others when all are of its own type.
    func peers(in others: [any Drawable]) -> [Self]? {
        let same = others.compactMap { $0 as? Self }
        return same.count == others.count ? [self] + same : nil
    }

    /// The one other value when there is just one and it is of the type that this one is drawn with.
    func companion<Other>(_ type: Other.Type, in others: [any Drawable]) -> Other? {
        others.count == 1 ? others[0] as? Other : nil
    }
}

/// A value that has a moving picture.
public protocol Animated: Drawable {
    /// - Parameters:
    ///   - others: values to show in the same picture.
    ///   - count: frames; fewer where there are not so many states to show.
    /// - Throws: `Mistake` when nothing in it moves.
    func animation(with others: [any Drawable], frames count: Int, work: Work) throws -> Animation
}

extension Figure: Drawable {
    /// Itself, under another title and in another frame where these are asked for.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        var figure = self
        if let title = options.title { figure.title = title }
        for index in figure.panels.indices {
            if let x = options.x { figure.panels[index].x.range = x }
            if let y = options.y { figure.panels[index].y.range = y }
        }
        return figure
    }
}

extension Animation: Animated {
    /// The last frame.
    public func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        guard let last = frames.last else { throw Mistake("the animation has no frames") }
        return try last.figure(options, work: work)
    }

    /// Itself, whatever the number asked for.
    public func animation(with others: [any Drawable], frames count: Int, work: Work) throws -> Animation { self }
}
