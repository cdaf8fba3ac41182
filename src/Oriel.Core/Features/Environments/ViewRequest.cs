using System;
using System.Drawing;
using Oriel.Client.Environments;

namespace Oriel.Core.Features.Environments;

/// <summary>What a controller is asked for.</summary>
internal sealed record ViewRequest(IntPtr Parent, ProfileName Profile, bool IsInPrivate, Rectangle Bounds);
