extension Array {
    /// The element there; nil where there is none.
    package subscript(safe place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
