extension Landscape {
    /// Every landscape of the laboratory with its standard parameters, as the build plugin finds them: surfaces before
    /// curves, and both by their first tag, bowls first.
    public static let all: [Landscape] = Catalogue.landscapes.enumerated().sorted { one, other in
        (one.element.place, one.offset) < (other.element.place, other.offset)
    }.map(\.element)

    /// Where its kind stands in the reference.
    private var place: Int {
        Tag.allCases.firstIndex { tags.first == $0 } ?? Tag.allCases.count
    }

    /// The landscape of that name, with its standard parameters.
    public static func named(_ name: String) -> Landscape? { all.first { $0.name == name } }
}
