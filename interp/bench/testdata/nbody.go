package main

import (
	"fmt"
	"math"
	"time"
)

type body struct{ x, y, z, vx, vy, vz, mass float64 }

var bodies = []*body{
	{0, 0, 0, 0, 0, 0, 39.47},
	{4.84, -1.16, -0.10, 0.60, 2.81, -0.02, 0.037},
	{8.34, 4.12, -0.40, -1.01, 1.82, 0.008, 0.011},
	{12.89, -15.11, -0.22, 1.08, 0.86, -0.01, 0.0017},
	{15.37, -25.91, 0.17, 0.97, 0.59, -0.03, 0.002},
}

func (b *body) move(dt float64) {
	b.x += dt * b.vx
	b.y += dt * b.vy
	b.z += dt * b.vz
}

func advance(dt float64) {
	for i, b := range bodies {
		for _, c := range bodies[i+1:] {
			dx, dy, dz := b.x-c.x, b.y-c.y, b.z-c.z
			d := dx*dx + dy*dy + dz*dz
			mag := dt / (d * math.Sqrt(d))
			b.vx -= dx * c.mass * mag
			b.vy -= dy * c.mass * mag
			b.vz -= dz * c.mass * mag
			c.vx += dx * b.mass * mag
			c.vy += dy * b.mass * mag
			c.vz += dz * b.mass * mag
		}
	}
	for _, b := range bodies {
		b.move(dt)
	}
}

func main() {
	start := time.Now()
	for i := 0; i < 2000; i++ {
		advance(0.001)
	}
	fmt.Printf("%.9f %d\n", bodies[0].x, time.Since(start).Nanoseconds())
}
