-- Puts a list of a report's tables and figures, as it is `made` for a format, before the report's terms.

return function(blocks, made)
  for at, block in ipairs(blocks) do
    if block.t == "Header" and block.identifier == "terms" then
      made:insert(1, pandoc.Header(block.level, "Tables and figures", pandoc.Attr("listed")))
      for place, one in ipairs(made) do blocks:insert(at + place - 1, one) end
      return
    end
  end
end
