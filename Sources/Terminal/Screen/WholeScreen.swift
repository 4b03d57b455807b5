import CLibedit

/// The whole screen of the terminal for a while: what was there before is there again afterwards, also where a signal ends the
/// process.
enum WholeScreen {
    /// - Parameter mouse: presses of the mouse are told as keys are, and there is no cursor.
    static func taken<Result>(mouse: Bool = false, _ body: () throws -> Result) rethrows -> Result {
        descent_take_screen(mouse)
        defer { descent_give_screen_back() }
        return try body()
    }
}
