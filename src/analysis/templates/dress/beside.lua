-- The files beside a report.

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local content = file:read("a")
  file:close()
  return content
end

-- A chart of ours is kept as SVG too, for a page and for a phone, with its data beside it.
local function drawn(src, ending) return read((src:gsub("%.png$", ending))) end

-- How high a chart is drawn, in points; that of a chart that is no SVG is not known, and 0.
local function height(src) return tonumber((drawn(src, ".svg") or ""):match(' height="([%d.]+)"')) or 0 end

-- Points to which a chart that opens a section is made smaller, so that it stands under its words with caption and source.
local OPENS = 385

return { read = read, drawn = drawn, height = height, OPENS = OPENS }
