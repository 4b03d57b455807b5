import torch
def rosen(p): return (1 - p[0])**2 + 100*(p[1] - p[0]**2)**2
for name, cls, kw in [('SGD', torch.optim.SGD, dict(lr=1e-3, momentum=0.9, nesterov=True)), ('Adam', torch.optim.Adam, dict(lr=0.1, amsgrad=True)),
    ('AdamW', torch.optim.AdamW, dict(lr=0.1)), ('RMSprop', torch.optim.RMSprop, dict(lr=0.01, centered=True)), ('Adagrad', torch.optim.Adagrad, dict(lr=0.1)),
    ('Adadelta', torch.optim.Adadelta, {}), ('Adamax', torch.optim.Adamax, {}), ('NAdam', torch.optim.NAdam, {}), ('RAdam', torch.optim.RAdam, {}), ('Rprop', torch.optim.Rprop, {}), ('ASGD', torch.optim.ASGD, dict(lr=1e-3))]:
    p = torch.tensor([-1.2, 1.0], requires_grad=True, dtype=torch.double)
    opt = cls([p], **kw)
    for _ in range(50):
        opt.zero_grad(); rosen(p).backward(); opt.step()
    print(name, [f'{v:.6f}' for v in p.tolist()])
    q = torch.tensor([-1.2, 1.0], requires_grad=True)
    opt = cls([q], **kw)
    for _ in range(10):
        opt.zero_grad(); rosen(q).backward(); opt.step()
    print(name, [round(v, 3) for v in q.tolist()])
