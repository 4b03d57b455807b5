public import Language

/// A talk: pages shown one after the other, each of them in steps.
public protocol Slides: AnyObject {
    /// What stands large on top of the present page; may be empty.
    var heading: String { get }
    /// What stands below it by now.
    var parts: [Reply.Part] { get }
    /// What only the presenter is to read.
    var notes: [String] { get }
    /// The number of the present page, from 1, and how many there are.
    var place: (number: Int, count: Int) { get }
    /// The code that runs next, or ran last, for the presenter to change.
    var code: String? { get }
    /// Whether the next step runs something, which may take its time.
    var runsNext: Bool { get }
    /// The next step of the page, or the next page.
    ///
    /// - Returns: what came of a step; empty for a new page, nil at the end.
    func forward() -> [Reply.Part]?
    /// The page before; false on the first one.
    func back() -> Bool
    /// Runs the code of the present step in another version, or once more.
    func run(_ code: String) -> [Reply.Part]
    /// What Tab offers in a line of code with the cursor after `cursor` UTF-8 bytes.
    func completions(_ text: String, cursor: Int) -> Completions
}
