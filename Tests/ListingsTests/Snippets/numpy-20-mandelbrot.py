import numpy as np

def mandelbrot(h, w, maxit=20, r=2):
    """How long the points of a grid stay within a radius."""
    x = np.linspace(-2.5, 1.5, 4 * h + 1)
    y = np.linspace(-1.5, 1.5, 3 * w + 1)
    re, im = np.meshgrid(x, y)
    zr, zi = np.zeros_like(re), np.zeros_like(im)
    divtime = maxit + np.zeros(zr.shape, dtype=int)
    for i in range(maxit):
        zr, zi = zr**2 - zi**2 + re, 2 * zr * zi + im
        diverge = zr**2 + zi**2 > r**2
        div_now = diverge & (divtime == maxit)
        divtime[div_now] = i
        zr[diverge] = r
        zi[diverge] = 0
    return divtime

image = mandelbrot(4, 4)
print(image.shape)
print(image[6])
