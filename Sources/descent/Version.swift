enum Version {
    static let current = "0.1.0"

    static let welcome = [
        "Descent \(current): see how models are optimised.",
        "Type an expression, for example  plot(rosenbrock)",
        "help explains, :lessons teaches, Tab completes, Ctrl-D leaves.",
    ]
}
