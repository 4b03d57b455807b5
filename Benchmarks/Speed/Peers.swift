import Foundation

/// Other people's frameworks on the same descent, where they are installed: for information, no bar.
struct Peers {
    let descent: String

    private static let steps = 20_000

    /// Lines to print.
    func report() throws -> [String] {
        guard let python = Command.find("python3"),
            (try? Command(program: python, arguments: ["-c", "import torch"]).output()) != nil
        else { return ["PyTorch is not installed: skipped"] }
        let script = Reference.home.appending(path: "Peers/pytorch_adam.py").path()
        let text = try Command(program: python, arguments: [script, "\(Peers.steps)"]).output()
        guard let theirs = text.split(separator: " ").first.flatMap({ Double($0) }) else {
            throw Failure("pytorch_adam.py printed '\(text)'")
        }
        let many = 10_000_000
        let call = "minimize(rosenbrock, Adam(lr=0.001), start=(-1.5, 2), steps=\(many), record=False)"
        let ours = try Command(program: descent, arguments: ["eval", call]).seconds() / Double(many)
        return ["PyTorch's Adam takes \(Int((theirs / ours).rounded())) times as long per step of the same descent"]
    }
}
