/// Which way a watched number should go.
///
/// What watches has one, or nil: then the fit finds it from what is watched (Keras's `mode="auto"`), and where there is no
/// fit a smaller number is better, as of a loss.
public enum Monitor: String, Sendable, CaseIterable {
    case min
    case max
}
