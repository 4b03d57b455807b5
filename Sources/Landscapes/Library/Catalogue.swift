extension Landscape {
    /// Every landscape of the laboratory with its standard parameters, surfaces first, in the order of the reference.
    public static let all: [Landscape] = [
        .sphere, .quadratic(), .rotatedQuadratic(), .booth, .matyas, .rosenbrock(), .beale, .dixonPrice, .zakharov,
        .ravine, .himmelblau, .threeHumpCamel, .sixHumpCamel, .styblinskiTang, .goldsteinPrice, .mccormick, .branin,
        .rastrigin, .ackley, .griewank, .levi13, .bohachevsky, .dropWave, .schaffer2, .schaffer4, .schwefel, .easom,
        .michalewicz, .eggholder, .crossInTray, .holderTable, .bukin6, .saddle, .monkeySaddle, .plateau,
        .flatAndSharp, .parabola, .quartic, .cubic, .xCosPiX, .tanhFlat, .doubleWell, .absoluteValue,
    ]

    /// The landscape of that name, with its standard parameters.
    public static func named(_ name: String) -> Landscape? { all.first { $0.name == name } }
}
